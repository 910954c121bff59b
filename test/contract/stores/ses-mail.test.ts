import { SESv2Client } from '@aws-sdk/client-sesv2';
import { openSesMail } from '../../../shared/stores/ses-mail';
import { ids } from '../support/desk-fixtures';
import { local } from '../support/desk-tables';
import { startCapture } from '../support/captured-requests';

const mail = {
  to: 'rights@harbour.example',
  subject: 'We have your complaint CD-12345-67890',
  text: 'Grüße',
  html: '<p>Grüße</p>',
  reference: 'CD-12345-67890',
  dedupeId: ids.outbox(),
};

describe('mail by SES', () => {
  it('is sent as text and HTML, in the thread of its case, and carries its dedupe id', async () => {
    const ses = await startCapture((_, response) => response.end('{"MessageId":"m-1"}'));
    const client = new SESv2Client({ ...local, endpoint: ses.url });
    await openSesMail(client, 'desk@demo.example', 'events').send({
      ...mail,
      subject: `${mail.subject}\r\nBcc: x@y.z`,
    });
    expect(ses.requests).toHaveLength(1);
    expect(ses.requests[0]).toMatchObject({ method: 'POST', path: '/v2/email/outbound-emails' });
    const sent = JSON.parse(ses.requests[0]?.body ?? '') as unknown;
    expect(sent).toMatchObject({
      FromEmailAddress: 'desk@demo.example',
      Destination: { ToAddresses: [mail.to] },
      Content: {
        Simple: {
          Subject: { Data: `${mail.subject} Bcc: x@y.z`, Charset: 'UTF-8' },
          Body: { Text: { Data: mail.text, Charset: 'UTF-8' }, Html: { Data: mail.html, Charset: 'UTF-8' } },
          Headers: expect.arrayContaining([
            { Name: 'References', Value: '<CD-12345-67890@demo.example>' },
            { Name: 'X-Copydesk-Dedupe-Id', Value: mail.dedupeId },
          ]) as unknown,
        },
      },
      EmailTags: [
        { Name: 'dedupe-id', Value: mail.dedupeId },
        { Name: 'reference', Value: mail.reference },
      ],
      ConfigurationSetName: 'events',
    });
    client.destroy();
  });

  it('names a one-press way to stop it where there is one, and no other mail does', async () => {
    const ses = await startCapture((_, response) => response.end('{"MessageId":"m-1"}'));
    const client = new SESv2Client({ ...local, endpoint: ses.url });
    const sender = openSesMail(client, 'desk@demo.example', 'events');
    await sender.send(mail);
    await sender.send({ ...mail, stopUrl: 'https://desk.example/stop-letters/s' });
    const stops = ses.requests.map(({ body }) => {
      const { Content } = JSON.parse(body) as {
        readonly Content: { readonly Simple: { readonly Headers: readonly { readonly Name: string }[] } };
      };
      return Content.Simple.Headers.filter(({ Name }) => Name.startsWith('List-'));
    });
    expect(stops).toEqual([
      [],
      [
        { Name: 'List-Unsubscribe', Value: '<https://desk.example/stop-letters/s>' },
        { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
      ],
    ]);
    client.destroy();
  });

  it.each([
    [400, 'MessageRejected', 'refused'],
    [429, 'TooManyRequestsException', 'unavailable'],
    [503, 'SomethingNew', 'unavailable'],
  ])('that is answered %i %s is %s', async (status, type, kind) => {
    const ses = await startCapture((_, response) => {
      response.writeHead(status, { 'x-amzn-errortype': type }).end('{"message":"no"}');
    });
    const client = new SESv2Client({ ...local, endpoint: ses.url, maxAttempts: 1 });
    const sending = openSesMail(client, 'desk@demo.example', 'events').send(mail);
    await expect(sending).rejects.toMatchObject({ kind });
    client.destroy();
  });
});
