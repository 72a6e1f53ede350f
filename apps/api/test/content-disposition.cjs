// Stands for `content-disposition` under Jest on Node 20, whose module loader cannot require its ES module as Node itself can.
exports.create = (filename) => `attachment; filename="${String(filename ?? '').replace(/["\\]/g, '')}"`;
