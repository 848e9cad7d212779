import { createServer, request } from 'node:http';

// The floor: what it costs to take a model's stream apart and pass its words on, with nothing else.
const [port, model] = process.argv.slice(2);

createServer((asked, answer) => {
  if (asked.method !== 'POST') return void answer.end();
  let body = '';
  asked.setEncoding('utf8').on('data', (piece) => {
    body += piece;
  });
  asked.on('end', () => {
    const { message } = JSON.parse(body);
    const upstream = request(`${model}/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    upstream.on('response', (response) => {
      answer.writeHead(200, { 'content-type': 'text/event-stream' });
      let left = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        const events = (left + piece).split('\n\n');
        left = events.pop() ?? '';
        let out = '';
        for (const one of events) {
          const event = JSON.parse(one.slice(one.indexOf('data: ') + 6));
          if (event.type === 'response.output_text.delta')
            out += `data: ${JSON.stringify({ type: 'text-delta', id: event.item_id, delta: event.delta })}\n\n`;
        }
        if (out) answer.write(out);
      });
      response.on('end', () => answer.end('data: [DONE]\n\n'));
    });
    upstream.end(JSON.stringify({ model: 'gpt-5', stream: true, input: message.parts }));
  });
}).listen(Number(port), '127.0.0.1');
