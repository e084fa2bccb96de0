/** VAT rates in percent, by country. */
export const standardRate = { AT: 20, DE: 19, FR: 20, PL: 23 };
