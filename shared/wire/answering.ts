import type { z } from 'zod';

type Value = string | number | boolean | null | undefined;

/** The structure of a type alone: every key, whether it may be absent, and what stands there; `readonly` or not is one. */
type Shape<T> = unknown extends T
  ? 'anything'
  : T extends Value
    ? T
    : {
        readonly [Key in keyof T]-?: Partial<Pick<T, Key>> extends Pick<T, Key>
          ? readonly ['may be absent', Shape<Exclude<T[Key], undefined>>]
          : readonly ['always there', Shape<T[Key]>];
      };

type Same<A, B> = [Shape<A>] extends [Shape<B>] ? ([Shape<B>] extends [Shape<A>] ? true : false) : false;

type KeyOf<T> = T extends unknown ? keyof T : never;
type At<T, K> = T extends unknown ? (K extends keyof T ? Pick<T, K> : 'absent') : never;

/** The fields in which two types differ. */
type Differing<A, B> = {
  [K in KeyOf<A> | KeyOf<B>]: Same<At<A, K>, At<B, K>> extends true ? never : K;
}[KeyOf<A> | KeyOf<B>];

/**
 * A schema that describes exactly what a verb answers: it does not compile while one has a field, or an absence, that
 * the other lacks.
 */
export const answering =
  <View>() =>
  <S extends z.ZodType>(
    schema: Same<View, z.infer<S>> extends true
      ? S
      : `differs from the verb in ${Differing<View, z.infer<S>> & string}`,
  ) =>
    schema as S;

/** A type whose every part is for reading only. */
export type ReadOnly<T> = unknown extends T
  ? T
  : T extends Value
    ? T
    : { readonly [Key in keyof T]: ReadOnly<T[Key]> };
