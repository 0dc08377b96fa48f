import { fail } from '@spindle/shared';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { mayAsk } from '../../modules/accounts/index.ts';
import { soldModels } from '../../modules/listings/index.ts';
import { needsScope, refuse } from '../bearer.ts';
import { type ModelObject, toModelObject } from './model-object.ts';
import type { Door } from './parts.ts';

/** `/v1/models`: what is for sale to this key, those that answer now first. */
export function openModelRoutes(scope: FastifyInstance, { people, actorOf }: Door): void {
  const guard = { onRequest: needsScope(actorOf, 'models') };
  const modelsFor = async (request: FastifyRequest): Promise<ModelObject[]> => {
    const actor = actorOf(request);
    return (await soldModels(people)).map(toModelObject).filter(({ id }) => mayAsk(actor, id));
  };
  scope.get('/models', guard, async (request) => ({ object: 'list', data: await modelsFor(request) }));
  scope.get<{ Params: { '*': string } }>('/models/*', guard, async (request, reply) => {
    const id = request.params['*'];
    const model = (await modelsFor(request)).find((it) => it.id === id);
    return model ? reply.send(model) : refuse(reply, fail('model_unknown', { model: id }).fault);
  });
}
