// Whose face is known: where the picture of each of us lies, as the list of people last said.
const pictures = new Map<string, string>();

/** Everybody who has shown their face; told whenever the list of people comes. */
export function showPictures(people: { id: string; picture: string | null }[]): void {
  pictures.clear();
  for (const { id, picture } of people) if (picture) pictures.set(id, picture);
}

export const pictureOf = (id: string): string | undefined => pictures.get(id);
