// What an order must say to be believed; the names of the fields that do not. Pure.

export function orderFaults(order: {
  amount: number;
  currency: string;
  placedAt: string;
  url?: string | null;
  customerId?: string | null;
  email?: string | null;
  phone?: string | null;
}): string[] {
  const { amount, currency, placedAt, url } = order;
  const faults: string[] = [];
  if (!(Math.abs(amount) < 1e13)) faults.push('amount');
  if (!/^[a-z]{3}$/i.test(currency)) faults.push('currency');
  const year = new Date(placedAt).getUTCFullYear();
  if (!(year >= 1970 && year <= 2200)) faults.push('placedAt');
  if (url && !/^https?:\/\/[^\s/]+/i.test(url)) faults.push('url');
  if (!order.customerId?.trim() && !order.email?.trim() && !order.phone?.trim()) faults.push('email');
  return faults;
}
