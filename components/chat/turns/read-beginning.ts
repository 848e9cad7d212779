const CLOSES: Record<string, string> = { '{': '}', '[': ']' };

/** What the beginning of a JSON text says so far: all that is complete in it. Undefined when that is nothing. */
export function readBeginning(json: string): unknown {
  const open: string[] = [];
  let complete = { end: 0, closing: '' };
  const completeAt = (end: number) => {
    complete = { end, closing: open.toReversed().join('') };
  };
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charAt(at);
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character in CLOSES) {
      open.push(CLOSES[character] ?? '');
      completeAt(at + 1);
    } else if (character === '}' || character === ']') {
      open.pop();
      completeAt(at + 1);
    } else if (character === ',') completeAt(at);
  }
  try {
    return JSON.parse(json.slice(0, complete.end) + complete.closing);
  } catch {
    return undefined;
  }
}
