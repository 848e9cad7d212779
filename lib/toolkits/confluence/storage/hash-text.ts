// No vowels, so that no words come out, and nothing that looks like something else.
const alphabet = 'bcdfghjkmnpqrstvwxyz23456789';

/** A short name for a text: the same text has the same name on every machine. Not for secrets. */
export function hashText(text: string, length: number): string {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x5bd1e995);
    high ^= high >>> 15;
    low = Math.imul(low ^ unit, 0xc2b2ae35);
    low ^= low >>> 13;
  }
  let rest = (high >>> 0) * 0x200000 + ((low >>> 0) & 0x1fffff);
  let name = '';
  for (let index = 0; index < length; index++) {
    name += alphabet.charAt(rest % alphabet.length);
    rest = Math.floor(rest / alphabet.length);
  }
  return name;
}
