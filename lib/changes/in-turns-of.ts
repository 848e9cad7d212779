/** Does something for each of many, so many at a time; answers in their order. */
export async function inTurnsOf<From, To>(
  atOnce: number,
  all: readonly From[],
  each: (one: From, index: number) => Promise<To>,
): Promise<To[]> {
  const answers: To[] = [];
  for (let from = 0; from < all.length; from += atOnce)
    answers.push(
      ...(await Promise.all(all.slice(from, from + atOnce).map((one, at) => each(one, from + at)))),
    );
  return answers;
}
