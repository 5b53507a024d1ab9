// Draws a schema: tables as boxes, foreign keys as lines. Layout by dagre, drawing and moving by this file.
'use strict';
(() => {
  const NS = 'http://www.w3.org/2000/svg';
  const ROW = 18, PAD = 8, CHAR = 7.3, MOST_COLUMNS = 14;

  const make = (name, attributes, text) => {
    const element = document.createElementNS(NS, name);
    for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // A table of many columns shows its keys and the first others; the documentation has them all.
  const shown = (table) => {
    if (table.columns.length <= MOST_COLUMNS) return table.columns;
    if (table.change === 'changed') return table.columns.filter((c) => c.change || c.isKey).concat(table.columns.filter((c) => !c.change && !c.isKey)).slice(0, MOST_COLUMNS);
    const keys = table.columns.filter((c) => c.isKey || c.isReference).slice(0, MOST_COLUMNS);
    const rest = table.columns.filter((c) => !c.isKey && !c.isReference).slice(0, Math.max(0, MOST_COLUMNS - keys.length));
    return keys.concat(rest);
  };

  const size = (table) => {
    const columns = shown(table);
    const widest = Math.max(table.name.length, ...columns.map((c) => c.name.length + c.type.length + 5));
    const rows = columns.length + (columns.length < table.columns.length ? 1 : 0);
    return { width: Math.min(420, widest * CHAR + 2 * PAD), height: (rows + 1) * ROW + PAD, columns };
  };

  const layout = (model) => {
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 72, edgesep: 12, marginx: 16, marginy: 16, ranker: model.tables.length > 150 ? 'longest-path' : 'network-simplex' });
    graph.setDefaultEdgeLabel(() => ({}));
    const known = new Set(model.tables.map((t) => t.name));
    const linked = new Set(model.relations.flatMap((r) => (r.from === r.to ? [] : [r.from, r.to])));
    const alone = model.tables.filter((t) => !linked.has(t.name));
    for (const table of model.tables) if (linked.has(table.name)) graph.setNode(table.name, { table, ...size(table) });
    model.relations.forEach((r, i) => { if (known.has(r.to) && r.from !== r.to) graph.setEdge(r.from, r.to, { relation: r }, String(i)); });
    dagre.layout(graph);
    const boxes = graph.nodes().map((n) => graph.node(n));
    // Tables without relations stand in rows below.
    const bottom = boxes.reduce((y, b) => Math.max(y, b.y + b.height / 2), 0) + 48;
    const limit = Math.max(1200, boxes.reduce((x, b) => Math.max(x, b.x + b.width / 2), 0));
    let x = 16, y = bottom, tall = 0;
    for (const table of alone) {
      const box = { table, ...size(table) };
      if (x + box.width > limit) { x = 16; y += tall + 24; tall = 0; }
      boxes.push({ ...box, x: x + box.width / 2, y: y + box.height / 2 });
      x += box.width + 24; tall = Math.max(tall, box.height);
    }
    const wide = boxes.reduce((w, b) => Math.max(w, b.x), 1), high = boxes.reduce((h, b) => Math.max(h, b.y), 1);
    const isTower = high > 2 * wide && boxes.length > 40;
    if (isTower) wrap(boxes);
    const place = new Map(boxes.map((b) => [b.table.name, b]));
    return { boxes, edges: graph.edges().map((e) => {
      const edge = graph.edge(e);
      const path = isTower ? between(place.get(e.v), place.get(e.w)) : `M${edge.points.map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`).join(' L')}`;
      return { relation: edge.relation, path };
    }) };
  };

  // A rank of hundreds of tables would make a tower: it is laid in several columns, in dagre's order.
  const wrap = (boxes) => {
    const area = boxes.reduce((sum, b) => sum + (b.width + 60) * (b.height + 24), 0);
    const limit = Math.sqrt(area / 1.6);
    const ranks = new Map();
    for (const box of boxes) { const rank = box.rank ?? Infinity; if (!ranks.has(rank)) ranks.set(rank, []); ranks.get(rank).push(box); }
    let x = 16;
    for (const rank of [...ranks.keys()].sort((a, b) => a - b)) {
      let y = 16, wide = 0;
      for (const box of ranks.get(rank).sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || a.y - b.y)) {
        if (y > 16 && y + box.height > limit) { x += wide + 40; y = 16; wide = 0; }
        box.x = x + box.width / 2; box.y = y + box.height / 2;
        y += box.height + 24; wide = Math.max(wide, box.width);
      }
      x += wide + 80;
    }
  };

  const between = (from, to) => {
    const right = to.x >= from.x, start = from.x + (right ? 1 : -1) * from.width / 2, end = to.x + (right ? -1 : 1) * to.width / 2;
    const bend = Math.max(40, Math.abs(end - start) / 2) * (right ? 1 : -1);
    return `M${start},${from.y} C${start + bend},${from.y} ${end - bend},${to.y} ${end},${to.y}`;
  };

  // What became of a thing between two versions is a sign, and a colour beside it.
  const sign = (change) => ({ added: '+ ', removed: '− ', changed: '~ ' }[change] || '');

  const drawBox = (box) => {
    const group = make('g', { class: `box ${box.table.change}`, transform: `translate(${box.x - box.width / 2},${box.y - box.height / 2})`, 'data-name': box.table.name });
    group.append(make('title', {}, box.table.comment ? `${box.table.name}: ${box.table.comment}` : box.table.name));
    group.append(make('rect', { width: box.width, height: box.height, rx: 3 }), make('rect', { class: 'head', width: box.width, height: ROW + 4, rx: 3 }));
    const room = Math.floor((box.width - 2 * PAD) / CHAR);
    group.append(make('text', { class: 'title', x: PAD, y: ROW - 3 }, (sign(box.table.change) + box.table.name).slice(0, room)));
    box.columns.forEach((column, i) => {
      const y = (i + 2) * ROW - 1;
      const mark = column.isKey ? 'pk ' : column.isReference ? 'fk ' : '';
      group.append(make('text', { class: column.change, x: PAD, y }, (sign(box.table.change === 'changed' ? column.change : '') + mark + column.name).slice(0, room)));
      const left = room - column.name.length - 3;
      const type = column.type + (column.isNullable ? '?' : '');
      if (left >= 4) group.append(make('text', { class: 'type', x: box.width - PAD, y, 'text-anchor': 'end' }, type.length > left ? type.slice(0, left - 1) + '…' : type));
    });
    const more = box.table.columns.length - box.columns.length;
    if (more > 0) group.append(make('text', { class: 'type', x: PAD, y: (box.columns.length + 2) * ROW - 1 }, `… ${more} more`));
    return group;
  };

  const drawEdge = (edge) => {
    const path = make('path', { class: `edge ${edge.relation.change}`, d: edge.path, 'marker-end': 'url(#arrow)', 'data-from': edge.relation.from, 'data-to': edge.relation.to });
    path.append(make('title', {}, `${edge.relation.from} (${edge.relation.columns}) leads to ${edge.relation.to}`));
    return path;
  };

  const draw = (root, model) => {
    const canvas = root.querySelector('.canvas');
    const { boxes, edges } = layout(model);
    const svg = make('svg', { role: 'img', 'aria-label': `${model.tables.length} tables and ${model.relations.length} relations` });
    const arrow = make('marker', { id: 'arrow', viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto-start-reverse' });
    arrow.append(make('path', { d: 'M0,0 L8,4 L0,8 z' }));
    const defs = make('defs'); defs.append(arrow);
    const scene = make('g');
    const lines = edges.map(drawEdge), shapes = boxes.map(drawBox);
    scene.append(...lines, ...shapes);
    svg.append(defs, scene);
    canvas.replaceChildren(svg);
    root.classList.add('drawn');
    const changed = model.tables.filter((t) => t.change);
    root.querySelector('[role=status]').textContent = changed.length ? `${changed.length} of ${model.tables.length} tables differ` : `${model.tables.length} tables`;

    const whole = boxes.reduce((b, x) => ({ right: Math.max(b.right, x.x + x.width / 2), bottom: Math.max(b.bottom, x.y + x.height / 2) }), { right: 1, bottom: 1 });
    let view = { x: 0, y: 0, scale: 1 };
    const show = () => scene.setAttribute('transform', `translate(${view.x},${view.y}) scale(${view.scale})`);
    const fit = () => {
      const scale = Math.min(canvas.clientWidth / (whole.right + 16), canvas.clientHeight / (whole.bottom + 16), 1.25);
      view = { scale, x: Math.max(0, (canvas.clientWidth - whole.right * scale) / 2), y: 0 }; show();
    };
    const zoom = (factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) => {
      const scale = Math.min(3, Math.max(.03, view.scale * factor));
      view = { scale, x: x - (x - view.x) * scale / view.scale, y: y - (y - view.y) * scale / view.scale }; show();
    };
    const move = (x, y) => { view = { ...view, x: view.x + x, y: view.y + y }; show(); };
    const search = root.querySelector('input[type=search]'), only = root.querySelector('input[type=checkbox]');
    const choose = (name) => {
      const box = boxes.find((b) => b.table.name === name);
      const near = new Set(box ? [name] : []);
      if (box) for (const r of model.relations) { if (r.from === name) near.add(r.to); if (r.to === name) near.add(r.from); }
      for (const shape of shapes) {
        shape.classList.toggle('chosen', shape.dataset.name === name);
        shape.classList.toggle('faint', !!box && only.checked && !near.has(shape.dataset.name));
      }
      for (const line of lines) {
        const touches = line.dataset.from === name || line.dataset.to === name;
        line.classList.toggle('chosen', !!box && touches);
        line.classList.toggle('faint', !!box && only.checked && !touches);
      }
      if (box) { const scale = Math.max(view.scale, .8); view = { scale, x: canvas.clientWidth / 2 - box.x * scale, y: canvas.clientHeight / 2 - box.y * scale }; show(); }
    };

    root.querySelector('datalist').replaceChildren(...model.tables.map((t) => Object.assign(document.createElement('option'), { value: t.name })));
    search.addEventListener('input', () => choose(search.value));
    only.addEventListener('change', () => choose(search.value));
    root.querySelector('[data-do=in]').addEventListener('click', () => zoom(1.25));
    root.querySelector('[data-do=out]').addEventListener('click', () => zoom(.8));
    root.querySelector('[data-do=all]').addEventListener('click', () => { search.value = ''; choose(''); fit(); });
    canvas.addEventListener('wheel', (e) => { e.preventDefault(); const b = canvas.getBoundingClientRect(); zoom(e.deltaY < 0 ? 1.15 : .87, e.clientX - b.left, e.clientY - b.top); }, { passive: false });
    canvas.addEventListener('keydown', (e) => {
      const does = { ArrowLeft: () => move(60, 0), ArrowRight: () => move(-60, 0), ArrowUp: () => move(0, 60), ArrowDown: () => move(0, -60), '+': () => zoom(1.25), '-': () => zoom(.8), 0: fit }[e.key];
      if (does) { e.preventDefault(); does(); }
    });
    let drag = null;
    canvas.addEventListener('pointerdown', (e) => { drag = { x: e.clientX, y: e.clientY, moved: false, name: e.target.closest?.('.box')?.dataset.name }; canvas.setPointerCapture(e.pointerId); });
    canvas.addEventListener('pointermove', (e) => { if (!drag) return; const dx = e.clientX - drag.x, dy = e.clientY - drag.y; if (drag.moved || Math.hypot(dx, dy) > 3) { move(dx, dy); drag = { ...drag, x: e.clientX, y: e.clientY, moved: true }; } });
    canvas.addEventListener('pointerup', () => { if (drag && !drag.moved && drag.name) { search.value = drag.name; choose(drag.name); } drag = null; });
    fit();
    if (location.hash.length > 1) { search.value = decodeURIComponent(location.hash.slice(1)); choose(search.value); }
  };

  const start = async () => {
    for (const root of document.querySelectorAll('.diagram:not([data-begun])')) {
      root.dataset.begun = '';
      try {
        const answer = await fetch(root.dataset.source, { credentials: 'same-origin' });
        if (!answer.ok) throw new Error(`The registry answered ${answer.status}.`);
        draw(root, await answer.json());
      } catch (problem) {
        root.querySelector('.fallback').textContent = `The diagram can't be drawn: ${problem.message}`;
      }
    }
  };
  document.addEventListener('DOMContentLoaded', start);
  document.addEventListener('htmx:afterSettle', start);
})();
