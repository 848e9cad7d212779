import type { DynamicToolUIPart } from 'ai';
import type { ConversationMessage, MessagePart, TurnChunk } from '@/lib/domain/message';
import { readBeginning } from './read-beginning';

type Chunk<Type extends TurnChunk['type']> = Extract<TurnChunk, { type: Type }>;
type TextPart = Extract<MessagePart, { type: 'text' | 'reasoning' }>;

/**
 * An answer that is put together from the pieces of its stream, as the AI SDK does it. A part that a piece does not touch stays
 * the same object, so that it need not be drawn again.
 */
export class Answer {
  #id = '';
  #metadata: ConversationMessage['metadata'];
  readonly #parts: MessagePart[] = [];
  /** Where the texts are that still grow, by type and id. */
  readonly #open = new Map<string, number>();
  /** Its place among those that have to begin before it; null once it has begun. */
  #queued: DataChunk | null = null;
  /** The inputs that still arrive, by the call's id. */
  readonly #inputs = new Map<string, string>();

  /** The answer as far as it is there; null before anything is. */
  message(): ConversationMessage | null {
    if (this.#parts.length === 0 && this.#id === '') return null;
    for (const [toolCallId, json] of this.#inputs) this.#showInput(toolCallId, json);
    const parts = this.#queued ? [...this.#parts, this.#queued as MessagePart] : [...this.#parts];
    return { id: this.#id, role: 'assistant', metadata: this.#metadata, parts };
  }

  /** Takes the next piece. Throws for one that belongs to nothing, and for the news that the stream failed. */
  take(chunk: TurnChunk): void {
    if (chunk.type !== 'start') this.#queued = null;
    switch (chunk.type) {
      case 'start':
        this.#id = chunk.messageId ?? this.#id;
        this.#describe(chunk.messageMetadata);
        break;
      case 'finish':
      case 'message-metadata':
        this.#describe(chunk.messageMetadata);
        break;
      case 'text-start':
      case 'reasoning-start': {
        const type = chunk.type === 'text-start' ? 'text' : 'reasoning';
        this.#open.set(`${type} ${chunk.id}`, this.#parts.length);
        this.#parts.push({ type, text: '', state: 'streaming' } as TextPart);
        break;
      }
      case 'text-delta':
      case 'reasoning-delta':
        this.#grow(chunk.type === 'text-delta' ? 'text' : 'reasoning', chunk.id, chunk.delta);
        break;
      case 'text-end':
      case 'reasoning-end':
        this.#end(chunk.type === 'text-end' ? 'text' : 'reasoning', chunk.id);
        break;
      case 'start-step':
        this.#parts.push({ type: 'step-start' });
        break;
      case 'finish-step':
        this.#open.clear();
        break;
      case 'reset-step':
        this.#resetStep();
        break;
      case 'data-queued':
        this.#queued = chunk.data.place > 0 ? chunk : null;
        break;
      case 'error':
        throw new Error(chunk.errorText);
      default:
        if (isToolChunk(chunk)) this.#takeTool(chunk);
        else if (isDataChunk(chunk) && !chunk.transient) this.#parts.push(chunk as MessagePart);
    }
  }

  #describe(metadata: unknown): void {
    if (typeof metadata === 'object' && metadata !== null)
      this.#metadata = { ...this.#metadata, ...metadata } as ConversationMessage['metadata'];
  }

  #grow(type: TextPart['type'], id: string, delta: string): void {
    const [index, part] = this.#openText(type, id);
    this.#parts[index] = { ...part, text: part.text + delta };
  }

  #end(type: TextPart['type'], id: string): void {
    const [index, part] = this.#openText(type, id);
    this.#parts[index] = { ...part, state: 'done' };
    this.#open.delete(`${type} ${id}`);
  }

  #openText(type: TextPart['type'], id: string): [number, TextPart] {
    const index = this.#open.get(`${type} ${id}`) ?? -1;
    const part = this.#parts[index];
    if (part?.type !== type) throw new Error(`A piece of ${type} ${id} came, which has not begun.`);
    return [index, part as TextPart];
  }

  #takeTool(chunk: ToolChunk): void {
    const { toolCallId } = chunk;
    if (chunk.type === 'tool-input-delta') {
      const before = this.#inputs.get(toolCallId);
      if (before === undefined)
        throw new Error(`A piece of the input of ${toolCallId} came, which has not begun.`);
      return void this.#inputs.set(toolCallId, before + chunk.inputTextDelta);
    }
    if (chunk.type === 'tool-input-start') this.#inputs.set(toolCallId, '');
    else this.#inputs.delete(toolCallId);
    const index = this.#indexOfCall(toolCallId, chunk.type.startsWith('tool-input'));
    const part = this.#parts[index];
    const before = part?.type === 'dynamic-tool' ? part : null;
    this.#parts[index] = partAfter(before, chunk);
  }

  /** Shows an input that still arrives as far as it can be read. */
  #showInput(toolCallId: string, json: string): void {
    const index = this.#indexOfCall(toolCallId, true);
    const part = this.#parts[index];
    if (part?.type !== 'dynamic-tool' || part.state !== 'input-streaming' || part.rawInput === json) return;
    this.#parts[index] = { ...part, rawInput: json, input: readBeginning(json) };
  }

  /** Where a call stands. Several steps may use the same id: one whose input comes now is of this step. */
  #indexOfCall(toolCallId: string, inThisStep: boolean): number {
    const index = this.#parts.findLastIndex(
      (part) => part.type === 'dynamic-tool' && part.toolCallId === toolCallId,
    );
    const step = this.#parts.findLastIndex(({ type }) => type === 'step-start');
    if (index === -1 && !inThisStep) throw new Error(`An output of ${toolCallId} came, which has not begun.`);
    return index === -1 || (inThisStep && index < step) ? this.#parts.length : index;
  }

  #resetStep(): void {
    this.#open.clear();
    this.#inputs.clear();
    this.#parts.length = this.#parts.findLastIndex(({ type }) => type === 'step-start') + 1;
  }
}

type ToolChunk = Chunk<
  | 'tool-input-start'
  | 'tool-input-delta'
  | 'tool-input-available'
  | 'tool-input-error'
  | 'tool-output-available'
  | 'tool-output-error'
>;

const TOOL_CHUNKS: string[] = [
  'tool-input-start',
  'tool-input-delta',
  'tool-input-available',
  'tool-input-error',
  'tool-output-available',
  'tool-output-error',
] satisfies ToolChunk['type'][];

function isToolChunk(chunk: TurnChunk): chunk is ToolChunk {
  return TOOL_CHUNKS.includes(chunk.type);
}

type DataChunk = Extract<TurnChunk, { type: `data-${string}` }>;

function isDataChunk(chunk: TurnChunk): chunk is DataChunk {
  return chunk.type.startsWith('data-');
}

function partAfter(
  before: DynamicToolUIPart | null,
  chunk: Exclude<ToolChunk, { type: 'tool-input-delta' }>,
): DynamicToolUIPart {
  const { toolCallId } = chunk;
  const toolName = 'toolName' in chunk ? chunk.toolName : (before?.toolName ?? '');
  const title = 'title' in chunk && chunk.title !== undefined ? chunk.title : before?.title;
  const part = { type: 'dynamic-tool' as const, toolCallId, toolName, title };
  const input = before?.input;
  switch (chunk.type) {
    case 'tool-input-start':
      return { ...part, state: 'input-streaming', input: undefined };
    case 'tool-input-available':
      return { ...part, state: 'input-available', input: chunk.input };
    case 'tool-input-error':
      return { ...part, state: 'output-error', input: chunk.input, errorText: chunk.errorText };
    case 'tool-output-available':
      return { ...part, state: 'output-available', input, output: chunk.output };
    case 'tool-output-error':
      return { ...part, state: 'output-error', input, errorText: chunk.errorText };
  }
}
