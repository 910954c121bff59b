import type { OutboxMail } from '../../local/mail/outbox';
import { type Instant, instant } from '../../shared/clock/instant';
import { heading } from '../demo-stack';
import type { Io } from '../io';
import { printable } from '../printable';

export interface Seen {
  /** By the stack's clock. */
  readonly at: Instant;
  readonly scene: string;
  readonly fact: string;
}

/** Tells a story to a reader, and keeps what was seen of it for a machine. */
export interface Witness {
  readonly scene: (title: string) => void;
  readonly say: (text?: string) => void;
  /** A whole mail, as its reader has it. */
  readonly show: (mail: OutboxMail) => void;
  /** @throws Error unless it holds: the story ends with the first thing that is not as told. */
  readonly saw: (fact: string, holds: boolean) => void;
  readonly seen: readonly Seen[];
}

/** @param now milliseconds since the epoch, by the stack's clock. */
export function openWitness(io: Io, now: () => number): Witness {
  const seen: Seen[] = [];
  let scene = '';
  const say = (text = '') => void io.stdout.write(`${text}\n`);
  return {
    seen,
    say,
    scene(title) {
      scene = title;
      heading(io, title);
    },
    show: (mail) => say(`\n${mailText(mail)}\n`),
    saw(fact, holds) {
      if (!holds) throw new Error(`not as told: ${fact}`);
      seen.push({ at: instant(now()), scene, fact });
      say(`  ✓ ${fact}`);
    },
  };
}

/** Set apart from the story by a bar. */
const mailText = ({ at, to, subject, text }: OutboxMail): string =>
  [`To: ${to.join(', ')}   (${at})`, `Subject: ${printable(subject)}`, '', ...text.trimEnd().split('\n')]
    .map((line) => `  | ${printable(line)}`.trimEnd())
    .join('\n');
