/** Between a name and what it names. In French a space stands before it, at which no line may end. */
export const colonIn = (language: string): string => (language === 'fr' ? '\u00a0: ' : ': ');
