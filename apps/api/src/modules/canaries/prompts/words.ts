/** What questions are made of. */
export const NAMES = [
  ...['Anna', 'Boris', 'Clara', 'Dmitri', 'Elena', 'Felix', 'Greta', 'Hugo', 'Irina', 'Jonas', 'Karla', 'Leon'],
  ...['Marta', 'Nils', 'Olga', 'Pavel', 'Rita', 'Sven', 'Tanya', 'Viktor', 'Wanda', 'Yuri', 'Zoe', 'Amir'],
] as const;
export const CITIES = [
  ...['Riga', 'Porto', 'Lyon', 'Bergen', 'Tartu', 'Gdansk', 'Bilbao', 'Turin', 'Ghent', 'Malmo', 'Graz', 'Split'],
  ...['Osaka', 'Quito', 'Hanoi', 'Tunis', 'Lima', 'Perth', 'Accra', 'Izmir', 'Davao', 'Nantes', 'Cork', 'Basel'],
] as const;
export const THINGS = [
  ...['apples', 'pencils', 'stamps', 'marbles', 'bottles', 'tickets', 'candles', 'coins', 'cards', 'bricks', 'eggs'],
  ...['books', 'plates', 'buttons', 'shells', 'photos', 'lamps', 'chairs', 'boxes', 'letters', 'keys', 'nails'],
] as const;
export const NOUNS = [
  ...['lantern', 'harbour', 'window', 'garden', 'planet', 'ladder', 'blanket', 'copper', 'winter', 'pocket', 'silver'],
  ...['basket', 'thunder', 'mirror', 'feather', 'market', 'bridge', 'candle', 'forest', 'island', 'kettle', 'violin'],
  ...['anchor', 'button', 'canyon', 'desert', 'engine', 'fabric', 'guitar', 'hammer', 'jacket', 'meadow', 'needle'],
] as const;
export const TRADES = [
  ...['baker', 'pilot', 'nurse', 'carpenter', 'painter', 'teacher', 'gardener', 'tailor', 'plumber', 'librarian'],
  ...['chemist', 'sailor', 'dentist', 'welder', 'farmer', 'barber', 'jeweller', 'architect'],
] as const;
