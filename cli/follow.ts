import { Command } from 'commander';
import { ITEM_STATE_WORDS, STATE_WORDS } from '../shared/case/words';
import type { AnswerOf } from '../shared/wire/contracts';
import { type ApiOptions, connect } from './api';
import { withApi } from './api-options';
import type { Io } from './io';
import { printJson, table } from './print';

/** The link of a receipt, or the token at its end. */
const tokenOf = (link: string): string =>
  link
    .replace(/[?#].*$/, '')
    .replace(/\/$/, '')
    .split('/')
    .at(-1)!;

export const followCommand = (io: Io): Command =>
  withApi(new Command('follow'))
    .description(
      'How your complaint stands: each address, what was ordered, done and seen gone, what is missing.',
    )
    .argument('<link>', 'the link of your receipt, or the token at its end')
    .action(async (link: string, options: ApiOptions & { readonly json?: boolean }) => {
      const api = await connect(io, 'public', options);
      const { body } = await api('readStatus', { params: { token: tokenOf(link) } });
      if (options.json) printJson(io, body);
      else io.stdout.write(describeStatus(body));
    });

export function describeStatus(status: AnswerOf<'readStatus'>): string {
  const { caseId, state, timeLeft, dueAt, missing, items, pleaseSend } = status;
  const rows = items.map(({ no, url, state: stands, orderedAt, acknowledgedAt, confirmedGoneAt, reason }) => [
    String(no),
    url,
    ITEM_STATE_WORDS[stands],
    orderedAt ?? '',
    acknowledgedAt ?? '',
    confirmedGoneAt ?? '',
    reason ?? '',
  ]);
  const head = ['item', 'address', 'state', 'ordered', 'said done', 'seen gone', 'why'];
  return [
    `${caseId}  ${STATE_WORDS[state]}  ${timeLeft}${dueAt === undefined ? '' : `, due ${dueAt}`}`,
    ...missing.map(({ add }) => `missing: ${add}`),
    ...(pleaseSend === undefined ? [] : [pleaseSend]),
    ...(rows.length === 0 ? [] : ['', table(head, rows)]),
    '',
  ].join('\n');
}
