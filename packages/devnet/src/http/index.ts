export { type EventStream, openEventStream } from './event-stream.ts';
export { isAllowedOrigin } from './origins.ts';
export type { Answer, Request, Route } from './route.ts';
export { type HttpServer, type ServeOptions, serve } from './serve.ts';
