import { openDesk } from '../../../shared/stores/open-desk';
import { article } from '../support/desk-fixtures';
import { local, useDynamoDb } from '../support/desk-tables';

const dynamo = useDynamoDb();

describe('opening the desk', () => {
  it('gives the parts asked for, over what the environment names', async () => {
    const { name } = await dynamo.newTable();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_DYNAMODB: dynamo.endpoint(),
      AWS_REGION: local.region,
      AWS_ACCESS_KEY_ID: local.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: local.credentials.secretAccessKey,
    });
    const desk = openDesk(['ids', 'now', 'articles'], { DESK_TABLE: name });
    const row = article({ id: desk.ids.article(), acceptedAt: desk.now() });
    expect(await desk.articles.accept(row, undefined)).toEqual({ outcome: 'accepted' });
    expect(await desk.articles.get(row.id)).toEqual(row);
    expect(Object.keys(desk)).toEqual(['ids', 'now', 'articles']);
  });

  it('names the variable that is missing', () => {
    expect(() => openDesk(['articles'], {})).toThrow('DESK_TABLE');
    expect(() => openDesk(['mail'], { MAIL_FROM: 'not an address' })).toThrow('MAIL_FROM');
  });

  it('lets a function do without the queues it does not use, and names the one it lacks', () => {
    const url = 'http://127.0.0.1:1/000000000000/delivery';
    const { work } = openDesk(['work'], { DELIVERY_QUEUE_URL: url });
    expect(work.delivery).toBe(work.delivery);
    expect(() => work.submissions).toThrow('SUBMISSIONS_QUEUE_URL');
  });
});
