import { openPageProbe } from '../../../shared/stores/page-probe';
import { startCapture } from '../support/captured-requests';

const page = 'https://news.demo.example/2026/harbour?page=2';

describe('looking at a page', () => {
  it('tells what the public gets; on the local stack its CMS serves it', async () => {
    const cms = await startCapture((_, response) => response.writeHead(410).end('gone'));
    const local = openPageProbe({ allowLoopback: true });
    expect(await local.statusOf(page, `${cms.url}/hooks`)).toBe(410);
    expect(cms.requests).toMatchObject([
      { method: 'GET', path: '/2026/harbour?page=2', headers: { host: 'news.demo.example' } },
    ]);
  });

  it('follows no redirect: the page is what answers at its own address', async () => {
    const cms = await startCapture((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    expect(await openPageProbe({ allowLoopback: true }).statusOf(page, cms.url)).toBe(302);
    expect(cms.requests).toHaveLength(1);
  });

  it('where it is deployed calls nothing inside, neither by address nor by name', async () => {
    const inside = await startCapture((_, response) => response.writeHead(200).end());
    const deployed = openPageProbe();
    expect(await deployed.statusOf(`${inside.url}/page`, 'https://cms.example/hook')).toBeUndefined();
    expect(
      await deployed.statusOf(`${inside.url.replace('127.0.0.1', 'localhost')}/page`, ''),
    ).toBeUndefined();
    expect(await deployed.statusOf('http://169.254.169.254/latest/meta-data/', '')).toBeUndefined();
    expect(await deployed.statusOf('file:///etc/passwd', '')).toBeUndefined();
    expect(inside.requests).toEqual([]);
  });

  it('gives up where nothing answers in time', async () => {
    const slow = await startCapture(() => undefined);
    const local = openPageProbe({ allowLoopback: true, timeoutMs: 100 });
    expect(await local.statusOf(page, slow.url)).toBeUndefined();
  });
});
