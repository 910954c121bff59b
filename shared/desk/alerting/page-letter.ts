import type { AlertId } from '../../ids';
import { type Letter, link as linkBlock, list, oneLine, paragraph } from '../mail/letter';
import { type Concern, gravest } from './alert';

/** What a person of the house reads: what is wrong, how often they were told, and how to stop it. */
export function pageLetter({
  id,
  page,
  concerns,
  link,
}: {
  readonly id: AlertId;
  readonly page: number;
  readonly concerns: readonly Concern[];
  readonly link: string;
}): Letter {
  const worst = gravest(concerns);
  const due = worst?.data['dueAt'];
  return {
    language: 'en',
    subject: oneLine(`[${worst?.severity ?? 'info'}] ${worst?.subject ?? id}`),
    blocks: [
      list([...new Set(concerns.map(({ subject, severity }) => oneLine(`${subject} (${severity})`)))]),
      ...(typeof due === 'string' ? [paragraph(`Due: ${due.slice(0, 10)} ${due.slice(11, 16)} UTC`)] : []),
      paragraph(
        `This is page ${page}. Pages go on until somebody has it in hand: say so behind the link, or run copydesk alerts ack ${id}.`,
      ),
      linkBlock('Open it', link),
    ],
  };
}
