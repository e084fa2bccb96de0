import { Router } from 'express';
import { z } from 'zod';
import _ from 'lodash';
import { publish } from '@shop/events';

const Item = z.object({ sku: z.string(), quantity: z.number().int().positive() });

export const cart = Router();

cart.post('/items', (request, response) => {
  const item = Item.parse(request.body);
  const items = _.uniqBy([...(request.session?.cart ?? []), item], 'sku');
  publish('cart.changed', { items });
  response.status(201).json(items);
});
