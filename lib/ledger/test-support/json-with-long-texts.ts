import fc from 'fast-check';

const long = fc
  .tuple(fc.string({ minLength: 500, maxLength: 600 }), fc.constantFrom('', '', '\0', '\ud83d'))
  .map(([text, odd]) => text + odd);

/** JSON with texts that are long enough to be kept as bodies, also such as the database cannot keep as text. */
export const jsonWithLongTexts = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    ...[long, fc.string(), fc.constant(null), fc.array(tie('node'), { maxLength: 3 })],
    // Also the very key that stands for a kept text.
    fc.dictionary(fc.constantFrom('value', '$body', 'rows', '__proto__', '7'), tie('node'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).node;
