import type { SelfCheck } from '../../shared/desk/self-check';
import { openDemoDesk, type DemoDesk } from './support/demo-desk';

jest.setTimeout(180_000);

let desk: DemoDesk;
beforeAll(async () => {
  desk = await openDemoDesk();
});
afterAll(() => desk.close());

const selfCheck = async () => (await desk.callAs<SelfCheck>('rita', 'selfCheck')).body;
const canary = async () => (await selfCheck()).checks.find(({ name }) => name === 'canary');

describe('the canary', () => {
  it('goes the whole way, twice, tells no party, and stands in no queue', async () => {
    const mailsSent = async () => ((await desk.stack.control('GET', '/mails')) as readonly unknown[]).length;
    const mailsBefore = await mailsSent();
    const ordersBefore = desk.cms.orders().length;
    const schedule = desk.stack.description().schedules.find((name) => name.startsWith('Canary'));
    for (let flight = 0; flight < 2; flight++) {
      await desk.stack.control('POST', `/schedules/${schedule}/run`);
      expect(await canary()).toMatchObject({ state: 'green' });
    }
    const steps = (await canary())?.facts['steps'] as readonly { readonly name: string }[];
    expect(steps.map(({ name }) => name)).toEqual([
      'prepared',
      'registered',
      'matched',
      'told',
      'received',
      'compared',
      'withdrawn',
      'closed',
    ]);
    const { body } = await desk.callAs<{ cases: readonly unknown[] }>('rita', 'listQueue');
    expect(body.cases).toEqual([]);
    expect((await desk.callAs<{ openCases: number }>('rita', 'readDeskStatus')).body.openCases).toBe(0);
    expect(await mailsSent()).toBe(mailsBefore);
    expect(desk.cms.orders()).toHaveLength(ordersBefore);
  });
});
