/** Wired by infra/; its verb follows. */
export async function handler(): Promise<never> {
  throw new Error('not deployed yet');
}
