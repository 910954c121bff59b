/** What finds the original of a copy among many: the engine, and the peers a user would pick instead. */
export interface Retriever {
  readonly name: string;
  /** How it is used, for the report. */
  readonly use: string;
  add(id: string, text: string): Promise<void> | void;
  /** Called once, after the last `add`. */
  finish(): Promise<void> | void;
  /** The best original for each text, with a score that grows with what is copied; undefined if none is found. */
  best(texts: readonly string[]): Promise<readonly (Found | undefined)[]> | readonly (Found | undefined)[];
}

export interface Found {
  readonly id: string;
  readonly score: number;
}
