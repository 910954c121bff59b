import { type Io, Refusal, UsageError } from './io';
import { readStackFile } from './stack-file';

/** Calls the control API of the local stack. @throws UsageError where none runs, Refusal on an error answer. */
export async function control(
  io: Io,
  method: 'GET' | 'POST',
  path: string,
  body?: string | Uint8Array,
): Promise<unknown> {
  const stack = readStackFile(io);
  if (!stack) throw new UsageError('no local stack is running here: npm start starts it');
  const response = await fetch(new URL(path, stack.controlUrl), {
    method,
    headers: { authorization: `Bearer ${stack.controlToken}` },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const { message } = (answer ?? {}) as { readonly message?: string };
  throw new Refusal(message ?? `the local stack answered ${response.status}`);
}
