import type { CaseHead, Item, MailTemplate } from '../../../shared/case/case';
import { casePolicy } from '../../../shared/case/policy';
import { parseInstant } from '../../../shared/clock/instant';
import { startClock } from '../../../shared/clock/sla-clock';
import { letterHtml, letterText, oneLine } from '../../../shared/desk/mail/letter';
import { type MailView, writeLetter } from '../../../shared/desk/mail/letters';
import type { CaseId, SiteId } from '../../../shared/ids';

const noon = parseInstant('2026-03-02T12:00:00Z')!;
const head: CaseHead = {
  id: 'CD-7K3MX-2QZ9A' as CaseId,
  siteId: 'demo' as SiteId,
  kind: 'notice',
  channel: 'form',
  contentOrigin: 'operator_ingested',
  state: 'IN_REVIEW',
  version: 1,
  materialVersion: 1,
  receivedAt: noon,
  missing: [],
  dsaComplete: false,
  warnings: [],
  policy: casePolicy({ timeZone: 'UTC', soloOperator: false }),
  clocks: [startClock('decide', noon, 24 * 3_600_000)],
  lastLeaseToken: 0,
  statusTokenSha256: '',
  itemCount: 2,
  pendingCount: 0,
  flags: [],
  timelineSeq: 1,
  timelineHash: '',
};
const item = (no: number, url: string): Item => ({
  no,
  url,
  receivedAt: noon,
  state: 'DISABLED',
  elements: [],
  deficiencies: [],
  comparison: { outcome: 'pending' },
  decision: {
    actions: ['disable'],
    reasonCode: 'UPHELD_FULL_COPY',
    reason: '<script>alert("1")</script> & more',
    decidedBy: { role: 'REV', id: 'rita' },
    decidedAt: noon,
    version: 3,
  },
});
const view = (more: Partial<MailView> = {}): MailView => ({
  head,
  items: [item(1, 'https://news.demo.example/a'), item(2, 'https://phish.example/click')],
  site: { name: 'Demo News', designatedAgent: { name: 'Agent', email: 'agent@demo.example' } },
  isOurs: (url) => url.startsWith('https://news.demo.example/'),
  statusUrl: 'https://api.example/status/CD-7K3MX-2QZ9A.abc',
  data: {},
  ...more,
});

/** Every template once; a new one does not compile until it stands here. */
const TEMPLATES = Object.keys({
  receipt: 1,
  information_requested: 1,
  original_text_requested: 1,
  information_reminder: 1,
  information_received: 1,
  closed_incomplete: 1,
  merged: 1,
  not_handled_here: 1,
  outcome: 1,
  statement_of_reasons: 1,
  withdrawn: 1,
  counter_received: 1,
  counter_incomplete: 1,
  counter_forwarded: 1,
  counter_accepted: 1,
  court_hold: 1,
  restored: 1,
  court_outcome: 1,
  appeal_received: 1,
  appeal_outcome: 1,
  reopened: 1,
} satisfies Record<MailTemplate, 1>) as MailTemplate[];

describe('a mail', () => {
  it.each(TEMPLATES)('%s names its case, and its HTML holds no markup but ours', (template) => {
    const hostile = '<img src=x onerror=alert(1)>';
    const letter = writeLetter(
      template,
      view({
        data: {
          into: hostile,
          reason: hostile,
          note: hostile,
          restoreAt: hostile,
          missing: [hostile, 'GFB'],
        },
      }),
    );
    expect(letter.subject).toMatch(/^\[CD-7K3MX-2QZ9A\] \S/);
    const html = letterHtml(letter);
    expect(html).not.toMatch(/<(?:img|script)/i);
    expect(
      html
        .match(/<\/?[a-z]+/g)
        ?.every((tag) => /^<\/?(?:html|head|meta|title|body|p|ul|li|a|blockquote)$/.test(tag)),
    ).toBe(true);
  });

  it('of receipt says so where the letter named more addresses than one case holds', () => {
    const text = (warnings: CaseHead['warnings']) =>
      letterText(writeLetter('receipt', view({ head: { ...head, warnings } })));
    expect(text(['TARGETS_LEFT_OUT'])).toMatch(/first 500 addresses.*another complaint/);
    expect(text([])).not.toMatch(/500/);
  });

  it("repeats nobody's address to another: only those on our own sites", () => {
    const text = letterText(writeLetter('outcome', view()));
    expect(text).toContain('1. https://news.demo.example/a: to be taken down');
    expect(text).not.toContain('phish');
    expect(text).toContain('2. (an address that is not on our sites)');
  });

  it.each(['outcome', 'statement_of_reasons', 'appeal_outcome'] as const)(
    "said 'taken down' of a page that was still up: a %s tells what is decided, and what was seen of it",
    (template) => {
      const told = (stamps: Partial<Item>, state: Item['state'] = 'DISABLED') => {
        const one = { ...item(1, 'https://news.demo.example/a'), state, ...stamps };
        return letterText(writeLetter(template, view({ items: [one] })));
      };
      expect(told({})).toContain('ordered; the site has not said yet that it is done');
      expect(told({})).not.toMatch(/(?:was|were|: ) ?(?:taken down|removed)|seen gone/);
      expect(told({ acknowledgedAt: noon })).toContain('The site said on 2026-03-02 12:00 UTC');
      expect(told({ acknowledgedAt: noon, confirmedGoneAt: noon })).toContain(
        'The page was seen gone on 2026-03-02 12:00 UTC.',
      );
      // Of a page that stays only the site itself can tell.
      expect(told({ acknowledgedAt: noon, confirmedGoneAt: noon }, 'AMENDED')).not.toContain('gone');
      expect(told({}, 'KEPT')).not.toContain('ordered');
    },
  );

  it('asks for what is missing in the words of the law, once known by code, once by element', () => {
    const asked = (missing: unknown) =>
      letterText(writeLetter('information_requested', view({ data: { missing } })));
    expect(asked(['SIG'])).toContain('- Your signature');
    expect(asked(['i'])).toContain('- Your signature');
    expect(asked(['NOT_OURS'])).toContain('not on a site we run');
    expect(asked(['NOT_OURS'])).not.toContain('Please add');
  });

  it('that asks for what is missing when the case opens is its receipt, and promises no time', () => {
    const text = letterText(
      writeLetter('information_requested', view({ data: { missing: ['SIG'], receivedAt: noon } })),
    );
    expect(text).toContain('arrived on 2026-03-02 12:00 UTC');
    expect(text).not.toContain('We decide by');
  });

  it('asks for the text of the original, and says where to send it', () => {
    const text = letterText(writeLetter('original_text_requested', view()));
    expect(text).toContain('answer this mail with the text');
    expect(text).toContain('Your page: https://api.example/status/CD-7K3MX-2QZ9A.abc');
  });

  it('says what was decided once: "taken down (it was taken down; ...)"', () => {
    const told = (state: Item['state'], actions: NonNullable<Item['decision']>['actions']) => {
      const { decision, ...rest } = item(1, 'https://news.demo.example/a');
      const one = { ...rest, state, decision: { ...decision!, actions } };
      return letterText(writeLetter('outcome', view({ items: [one] })));
    };
    expect(told('DISABLED', ['disable'])).toContain('to be taken down (reason: a full copy');
    expect(told('KEPT', ['keep'])).toContain('stays (reason:');
    expect(told('AMENDED', ['add_credit'])).toContain('stays (a credit is to be added; reason:');
  });

  it('says by when it will be decided', () => {
    expect(letterText(writeLetter('receipt', view()))).toContain('We decide by 2026-03-03 12:00 UTC.');
  });

  it("tells a source of the operator's own of an appeal, and an uploader of a counter notice too", () => {
    const asked = (contentOrigin: CaseHead['contentOrigin']) =>
      letterText(writeLetter('statement_of_reasons', view({ head: { ...head, contentOrigin } })));
    expect(asked('operator_ingested')).not.toContain('counter notice');
    expect(asked('user_uploaded')).toContain('counter notice');
  });
});

describe('text in a mail', () => {
  it('cannot leave its element or its attribute', () => {
    const html = letterHtml({
      language: 'en',
      subject: `<i>'s'</i>`,
      blocks: [
        { kind: 'paragraph', text: '<script>&' },
        { kind: 'link', label: 'l', url: 'https://a.example/"><b>' },
      ],
    });
    expect(html).not.toMatch(/"><b>|<script>|<i>/);
    expect(html).toContain('&lt;script&gt;&amp;');
  });

  it('cannot begin another header', () => {
    expect(oneLine('Re: you\r\nBcc: all@example.org\u2028x')).toBe('Re: you Bcc: all@example.org x');
  });
});
