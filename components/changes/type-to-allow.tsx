import { Input } from '../ui/input';

/** Whether what must be typed before Allow stands there, letter by letter. */
export function isTyped(words: string | null, typed: string): boolean {
  return words === null || typed.trim() === words;
}

/** The field that keeps Allow off until the words are typed. They are shown, not hidden: it is about a pause, not a password. */
export function TypeToAllow({
  words,
  typed,
  onType,
}: {
  words: string;
  typed: string;
  onType: (typed: string) => void;
}) {
  return (
    <Input
      label={`To allow this, type “${words}”`}
      value={typed}
      onChange={(event) => onType(event.target.value)}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      className="md:max-w-80"
    />
  );
}
