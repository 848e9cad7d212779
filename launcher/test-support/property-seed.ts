import fc from 'fast-check';

const given = process.env.PROPERTY_SEED;

/** Whether this is a round of `npm run test:long`. */
export const IS_LONG = given !== undefined;
/** What all property tests begin with: always the same in an ordinary run, another one in each round of the long one. */
export const SEED = Number(given ?? 1);

fc.configureGlobal({ seed: SEED });
