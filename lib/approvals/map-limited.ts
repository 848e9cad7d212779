/** Confluence limits how much is asked of it at once, and a batch may hold fifty actions of several reads each. */
const AT_ONCE = 6;

/** Does something that asks Confluence for each of many, a few at a time; answers in their order. */
export async function mapLimited<From, To>(
  all: readonly From[],
  each: (one: From, index: number) => Promise<To>,
): Promise<To[]> {
  const answers: To[] = [];
  for (let from = 0; from < all.length; from += AT_ONCE)
    answers.push(
      ...(await Promise.all(all.slice(from, from + AT_ONCE).map((one, at) => each(one, from + at)))),
    );
  return answers;
}
