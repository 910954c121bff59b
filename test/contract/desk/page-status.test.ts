import { MINUTE } from '../../../shared/clock/instant';
import { claimCase } from '../../../shared/desk/claim-case';
import { decideItems } from '../../../shared/desk/decide-items';
import { deliver } from '../../../shared/desk/deliver';
import { fileNotice } from '../../../shared/desk/file-notice';
import { gatherEvidence } from '../../../shared/desk/gather-evidence';
import { processArticles } from '../../../shared/desk/process-articles';
import { readCase } from '../../../shared/desk/read-case';
import { readOutbox } from '../../../shared/desk/read-outbox';
import { readStatus } from '../../../shared/desk/read-status';
import { submitArticle } from '../../../shared/desk/submit-article';
import {
  completeNotice,
  copyUrl,
  feed,
  harbour,
  harbourUrl,
  nobody,
  plenty,
  processMessage,
  publisher,
} from '../support/submissions';
import { useTestDesk } from '../support/test-desk';

const openTestDesk = useTestDesk();
const rita = { role: 'REV', id: 'rita' } as const;

describe('a page that is to come down', () => {
  it("was 'taken down' by the mail while the site was out of reach: mail and status say how far it is", async () => {
    const { desk, advance, mails, answerCmsWith, servePagesWith } = await openTestDesk();
    for (const [from, url] of [
      [publisher('gazette'), harbourUrl],
      [feed('scraper'), copyUrl],
    ] as const) {
      const { row } = await submitArticle(desk, { url, text: harbour }, from, undefined);
      await processArticles(desk, [processMessage(row.id)], plenty);
    }
    const { caseId, statusToken } = await fileNotice(desk, completeNotice(), nobody);
    await gatherEvidence(desk, caseId, plenty);
    const itemSeen = async () => (await readStatus(desk, statusToken)).items[0];
    const deliverAll = async () => {
      for (const { id } of await readOutbox(desk, caseId))
        await deliver(desk, { owner: caseId, id }, 'https://api.example');
    };
    expect(await itemSeen()).not.toHaveProperty('orderedAt');

    const { lease } = await claimCase(desk, caseId, rita);
    const { version } = await readCase(desk, caseId);

    await decideItems(desk, caseId, rita, {
      leaseToken: lease.token,
      version,
      decisions: [{ item: 1, actions: ['disable'], reasonCode: 'UPHELD_FULL_COPY', reason: 'Whole.' }],
    });
    const orderedAt = desk.now();
    answerCmsWith(503);
    advance(MINUTE);
    await deliverAll();
    const outcome = mails.find(({ subject }) => subject.includes('our decision'))!;
    expect(outcome.text).toContain('the site has not said yet that it is done');
    expect(outcome.text).not.toMatch(/was taken down|: taken down/);
    expect(await itemSeen()).toMatchObject({ state: 'DISABLED', orderedAt });
    expect(await itemSeen()).not.toHaveProperty('acknowledgedAt');

    answerCmsWith(204);
    servePagesWith(200);
    advance(60 * MINUTE);
    await deliverAll();
    const acknowledgedAt = desk.now();
    expect(await itemSeen()).toMatchObject({ orderedAt, acknowledgedAt });
    expect(await itemSeen()).not.toHaveProperty('confirmedGoneAt');

    servePagesWith(404);
    advance(10 * MINUTE);
    await deliverAll();
    expect(await itemSeen()).toMatchObject({ orderedAt, acknowledgedAt, confirmedGoneAt: desk.now() });
  });
});
