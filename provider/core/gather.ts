/** Adds a value to those of a key. In place: a copy for each of ten thousand lines would take longer than their calls. */
export function gather<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
