/** A clause as the beginning of a sentence. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What somebody typed, as it can stand within a sentence of ours: signs that turn the direction would turn the rest round. */
export const withinSentence = (text: string): string => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '');
