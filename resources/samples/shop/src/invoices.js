import { Router } from 'express';
import moment from 'moment';
import pako from 'pako';
import { standardRate } from 'tax-tables';
import { printLabel } from 'printer-labels';

export const invoices = Router();

invoices.get('/:id', (request, response) => {
  const due = moment().add(14, 'days').format('YYYY-MM-DD');
  const body = JSON.stringify({ id: request.params.id, due, vat: standardRate.DE });
  response.set('content-encoding', 'gzip').send(Buffer.from(pako.gzip(body)));
});

invoices.post('/:id/label', (request, response) => {
  printLabel(request.params.id);
  response.sendStatus(202);
});
