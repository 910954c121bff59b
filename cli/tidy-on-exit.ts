const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const tidies = new Set<() => void>();

const tidyAll = (): void => {
  for (const tidy of tidies) tidy();
};

/** Then ends as if nobody had listened: whoever started the process sees which signal it was. */
function end(signal: NodeJS.Signals): void {
  tidyAll();
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  process.off('exit', tidyAll);
  for (const signal of SIGNALS) process.off(signal, end);
}

/**
 * Calls `tidy` if the process ends first, by Ctrl-C or by a reader that closed early.
 * @returns to be called once there is nothing to tidy any more.
 */
export function tidyOnExit(tidy: () => void): () => void {
  if (tidies.size === 0) {
    process.on('exit', tidyAll);
    for (const signal of SIGNALS) process.on(signal, end);
  }
  tidies.add(tidy);
  return () => {
    if (tidies.delete(tidy) && tidies.size === 0) stopListening();
  };
}
