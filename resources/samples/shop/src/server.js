import express from 'express';
import bodyParser from 'body-parser';
import cookieParser from 'cookie-parser';
import cors from 'cors';
import csurf from 'csurf';
import morgan from 'morgan';
import { cart } from './cart.js';
import { invoices } from './invoices.js';
import { deviceOf } from './device.js';

const app = express();

app.use(morgan('combined'));
app.use(cors({ origin: 'https://shop.example.com' }));
app.use(bodyParser.json());
app.use(cookieParser());
app.use(csurf({ cookie: true }));

app.get('/', (request, response) => response.render('home', { device: deviceOf(request) }));
app.use('/cart', cart);
app.use('/invoices', invoices);

app.listen(process.env.PORT ?? 3000);
