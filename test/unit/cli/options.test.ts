import { heard } from './support/answering-api';

/** What the API is asked, by whom. */
const asked = (...argv: string[]) =>
  heard([...argv, '--token', 'of-rita', '--json'], () => ({ scope: 'newsriver', cases: 0, mended: 0 }));

describe("options of a verb's own verb", () => {
  it('pause one site: `deliveries pause --site newsriver` stopped the whole desk', async () => {
    const { requests } = await asked('deliveries', 'pause', '--site', 'newsriver', '--reason', 'an upgrade');
    expect(requests).toEqual([
      {
        call: 'POST /deliveries/gates',
        by: 'Bearer of-rita',
        body: { siteId: 'newsriver', did: 'paused', reason: 'an upgrade' },
      },
    ]);
  });

  it('say who asks: `queue rebuild --token T` went out under the name of another', async () => {
    const { requests } = await asked('queue', 'rebuild');
    expect(requests).toMatchObject([{ call: 'POST /queue/rebuild', by: 'Bearer of-rita' }]);
  });

  it('are refused before it, where they would be lost', async () => {
    const { requests, stderr } = await asked('deliveries', '--site', 'newsriver', 'pause', '--reason', 'x');
    expect(requests).toEqual([]);
    expect(stderr).toContain("--site goes after 'pause'");
  });
});
