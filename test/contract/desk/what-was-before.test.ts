import { HOUR, MINUTE } from '../../../shared/clock/instant';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import type { ApiKey } from '../../../shared/desk/desk';
import { fileNotice } from '../../../shared/desk/file-notice';
import { lookAtCase } from '../../../shared/desk/look-at-case';
import { moveCase } from '../../../shared/desk/move-case';
import { readHistory } from '../../../shared/desk/read-history';
import { submitArticle } from '../../../shared/desk/submit-article';
import type { CaseId, KeyId, PublisherId, SiteId } from '../../../shared/ids';
import { completeNotice, copyUrl, feed, harbour } from '../support/submissions';
import { type TestDesk, useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;
const liam = { role: 'LEG', id: 'liam' } as const;

const keyOf = (publisherId: string): ApiKey => ({
  id: `key-${publisherId}` as KeyId,
  name: publisherId,
  publisherId: publisherId as PublisherId,
  siteId: 'demo' as SiteId,
  scopes: ['notices:write'],
  secretSha256: 'a'.repeat(64),
});

async function openDesk() {
  const opened = await openTestDesk();
  const { desk, advance } = opened;
  await submitArticle(desk, { url: copyUrl, text: harbour }, feed('scraper'), undefined);
  const file = async (key: ApiKey | undefined): Promise<CaseId> => {
    advance(HOUR);
    return (await fileNotice(desk, completeNotice(), { key, idempotencyKey: undefined })).caseId;
  };
  return { ...opened, file };
}

async function decide({ desk }: Pick<TestDesk, 'desk'>, id: CaseId, action: 'disable' | 'keep') {
  const { lease, version } = await claimCase(desk, id, rita);
  const reasonCode = action === 'keep' ? ('KEPT_QUOTATION' as const) : ('UPHELD_FULL_COPY' as const);
  await decideItems(desk, id, rita, {
    leaseToken: lease.token,
    version,
    decisions: [{ item: 1, actions: [action], reasonCode, reason: 'Compared.' }],
  });
}

describe('what was before a case', () => {
  it('is what became of earlier complaints of the proven sender, and of those about the source', async () => {
    const opened = await openDesk();
    const { desk, file } = opened;
    const gazette = keyOf('gazette');
    const [upheld, rejected, withdrawn, open] = [
      await file(gazette),
      await file(gazette),
      await file(gazette),
      await file(gazette),
    ];
    await decide(opened, upheld, 'disable');
    await decide(opened, rejected, 'keep');
    await moveCase(desk, withdrawn, liam, { type: 'withdrawn', verified: true });
    await file(keyOf('somebody-else'));
    const now = await file(gazette);
    await file(gazette);

    const { sender, sources } = await readHistory(desk, now);
    expect(sender).toMatchObject({
      cases: 4,
      truncated: false,
      upheld: 1,
      rejected: 1,
      withdrawn: 1,
      open: 1,
    });
    expect(sender?.last.map(({ caseId }) => caseId)).toEqual([open, withdrawn, rejected, upheld]);
    expect(sources).toMatchObject([{ source: 'scraper', items: 5, upheld: 1, kept: 1, open: 2 }]);
  });

  it('is nothing about a sender whom nobody vouches for, whatever name stands in the complaint', async () => {
    const { desk, file } = await openDesk();
    await file(undefined);
    const second = await file(undefined);
    const { sender, sources } = await readHistory(desk, second);
    expect(sender).toBeUndefined();
    expect(sources).toMatchObject([{ source: 'scraper', items: 1 }]);
  });
});

describe('who has a case open', () => {
  it('is told to everybody else who has, until they have not been heard of for a while', async () => {
    const { desk, file, advance } = await openDesk();
    const id = await file(undefined);
    const before = (await desk.cases.head(id))?.version;
    expect(await lookAtCase(desk, id, 'rita')).toEqual({ caseId: id, others: [] });
    expect((await lookAtCase(desk, id, 'liam')).others).toMatchObject([{ person: 'rita' }]);
    expect((await lookAtCase(desk, id, 'rita')).others).toMatchObject([{ person: 'liam' }]);
    advance(MINUTE);
    expect((await lookAtCase(desk, id, 'liam')).others).toEqual([]);
    expect((await desk.cases.head(id))?.version).toBe(before);
    await expect(lookAtCase(desk, 'CD-00000-00000' as CaseId, 'rita')).rejects.toMatchObject({
      kind: 'not_found',
    });
  });
});
