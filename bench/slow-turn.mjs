// The negative control: every chat request is taken 50 ms late. A benchmark that does not see this measures nothing.
import { Server } from 'node:http';

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...args) {
  if (event !== 'request' || args[0].url !== '/api/chat') return emit.call(this, event, ...args);
  setTimeout(() => emit.call(this, event, ...args), 50);
  return true;
};
