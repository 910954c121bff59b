import * as fc from '../fast-check';
import { casePolicy, ALERT_REPAGES } from '../../shared/case/policy';
import type { CaseHead } from '../../shared/case/case';
import { tick } from '../../shared/case/tick';
import { HOUR, type Instant, MINUTE, parseInstant, plus, toMs } from '../../shared/clock/instant';
import { fulfil, startClock } from '../../shared/clock/sla-clock';
import {
  acknowledge,
  advance,
  type Alert,
  alertDueAt,
  concernOf,
  isPageDue,
  paged,
  raise,
} from '../../shared/desk/alerting/alert';
import { caseHead, item } from '../contract/support/desk-fixtures';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const context = (now: Instant) => ({ now, sha256: (text: string) => text, holds: [] });

interface Page {
  readonly at: number;
  readonly keys: readonly string[];
}

/** The desk's day in miniature: whatever is due is done whenever the sweep happens to run. */
function live(sweeps: readonly number[], acknowledgements: ReadonlySet<number>, decidedAt: number) {
  const file = {
    head: caseHead({
      policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
      clocks: [startClock('decide', noon, 24 * HOUR)],
    }),
    items: [item(1)],
  };
  let head: CaseHead = file.head;
  let alert: Alert | undefined;
  const pages: Page[] = [];
  const told = (at: number) => {
    const now = plus(noon, at);
    if (!alert || alert.settledAt !== undefined) return;
    alert = advance(alert, { head }, now);
    if (!isPageDue(alert, now)) return;
    pages.push({ at, keys: alert.concerns.map(({ key }) => key) });
    alert = paged(alert, ALERT_REPAGES, now);
  };
  for (const [n, at] of sweeps.entries()) {
    const now = plus(noon, at);
    if (at >= decidedAt) head = { ...head, clocks: head.clocks.map((clock) => fulfil(clock, now)) };
    const ticked = tick({ head, items: file.items }, context(now));
    if (ticked.outcome === 'change') {
      head = { ...head, clocks: ticked.head.clocks };
      for (const { effect } of ticked.effects ?? [])
        // Twice: an effect may be performed again after a crash.
        for (let time = 0; time < 2; time++) {
          if (effect.kind !== 'alert') continue;
          alert = raise(alert, { id: head.id }, concernOf(effect, now), now);
          told(at);
        }
    }
    const dueAt = alert && alertDueAt(alert);
    if (dueAt !== undefined && dueAt <= now) told(at);
    if (alert && alert.settledAt === undefined && acknowledgements.has(n))
      alert = acknowledge(alert, { at: now, by: 'rita' });
  }
  return { pages, alert, head };
}

/** Instants of sweeps over two days, in milliseconds after noon: some close together, some after long outages. */
const sweeps = fc
  .array(fc.oneof(fc.integer({ min: 1, max: 20 * MINUTE }), fc.integer({ min: 1, max: 9 * HOUR })), {
    minLength: 1,
    maxLength: 150,
  })
  .map((steps) => {
    let at = 0;
    return steps.map((step) => (at += step)).filter((each) => each <= 48 * HOUR);
  });

describe('pages of an alert, however often and late the sweep runs', () => {
  it('tell of each threshold first in one page, and of the head four hours past due', () => {
    fc.assert(
      fc.property(sweeps, fc.array(fc.nat(149)), (at, acknowledged) => {
        const { pages } = live(at, new Set(acknowledged), Infinity);
        const seen = new Set<string>();
        for (const { at: pagedAt, keys } of pages)
          for (const key of keys.filter((each) => !seen.has(each))) {
            seen.add(key);
            const percent = Number(/\/(\d+)(?:\/head)?$/.exec(key)?.[1]);
            const due = key.endsWith('/head') ? 28 * HOUR : (24 * HOUR * percent) / 100;
            // Told by the first sweep after it was crossed.
            const first = at.find(
              (each) => each >= (percent >= 100 && !key.endsWith('/head') ? due + 1 : due),
            );
            expect(pagedAt).toBeGreaterThanOrEqual(due);
            expect(pagedAt).toBeLessThanOrEqual(laterSweep(at, first!));
          }
        const last = at.at(-1) ?? 0;
        expect(last <= 24 * HOUR || [...seen].some((key) => key.endsWith('/100'))).toBe(true);
      }),
    );
  });

  it('come again after the interval of the gravest and never sooner, unless something new went wrong', () => {
    fc.assert(
      fc.property(sweeps, (at) => {
        const { pages } = live(at, new Set(), Infinity);
        for (const [n, page] of pages.entries()) {
          const former = pages[n - 1];
          if (!former) continue;
          const isNew = page.keys.some((key) => !former.keys.includes(key));
          expect(isNew || page.at - former.at >= intervalOf(former.keys)).toBe(true);
        }
        // And not later than the first sweep after it.
        const last = pages.at(-1);
        const after = last && at.filter((each) => each >= last.at + intervalOf(last.keys));
        expect(after ?? []).toEqual([]);
      }),
    );
  });

  it('do not come between an acknowledgement and the next thing that goes wrong, nor once it is decided', () => {
    fc.assert(
      fc.property(
        sweeps,
        fc.array(fc.nat(149), { minLength: 1 }),
        fc.integer({ min: 1, max: 48 }),
        (at, acks, hour) => {
          const acknowledged = new Set(acks);
          const { pages } = live(at, acknowledged, hour * HOUR);
          expect(pages.every((page) => page.at < hour * HOUR)).toBe(true);
          for (const n of acknowledged) {
            const ackedAt = at[n];
            if (ackedAt === undefined) continue;
            const before = pages.filter((page) => page.at <= ackedAt).at(-1);
            const next = pages.find((page) => page.at > ackedAt);
            const tellsNews = next?.keys.some((key) => !before?.keys.includes(key));
            expect(tellsNews ?? true).toBe(true);
          }
        },
      ),
    );
  });

  it('stop for good: a settled alert is due never more', () => {
    fc.assert(
      fc.property(sweeps, (at) => {
        const end = (at.at(-1) ?? 0) + 1;
        const { alert, head } = live([...at, end, end + HOUR], new Set(), end);
        if (!alert) return;
        const settled = advance(alert, { head }, plus(noon, end));
        expect(alertDueAt(settled)).toBeUndefined();
        expect(toMs(settled.settledAt ?? noon)).toBeGreaterThan(toMs(noon));
      }),
    );
  });
});

const laterSweep = (sweepsAt: readonly number[], first: number): number =>
  sweepsAt.find((each) => each >= first) ?? first;

const intervalOf = (keys: readonly string[]): number => {
  const percents = keys.map((key) => Number(/\/(\d+)(?:\/head)?$/.exec(key)?.[1]));
  const worst = Math.max(...percents);
  if (worst >= 100) return ALERT_REPAGES.critical;
  return worst >= 75 ? ALERT_REPAGES.warning : ALERT_REPAGES.info;
};
