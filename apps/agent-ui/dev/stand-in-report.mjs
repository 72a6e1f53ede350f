// Development only: an overview and its rows for the stand-in desk.
export const overview = () => ({});
export const rows = () => ({ figure: '', unit: 'none', items: [], next: null });
