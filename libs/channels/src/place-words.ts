// Part of understanding a message (path A): a place on the map in words, with a link that opens it.
import { numberOf } from './exact-json.js';

export function placeWords(place: {
  title?: string | null;
  address?: string | null;
  latitude: unknown;
  longitude: unknown;
}): string {
  const [latitude, longitude] = [numberOf(place.latitude), numberOf(place.longitude)];
  const known = Number.isFinite(latitude) && Number.isFinite(longitude);
  const link = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  const where = known ? [`${latitude}, ${longitude}`, link] : [];
  return ['📍', place.title, place.address, ...where].filter(Boolean).join(' ');
}
