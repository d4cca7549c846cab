// Scales, shapes, trees, maps, forces: all that needs no page.
import * as d3 from "d3";
const data = d3.csvParse("name,value,group\nA,3,x\nB,9,y\nC,5,x\nD,1,y", d3.autoType);
console.log(data, data.columns);
console.log(
  d3.rollup(
    data,
    (v) => d3.sum(v, (d) => d.value),
    (d) => d.group,
  ),
  d3.extent(data, (d) => d.value),
  d3.mean([1, 2, 3, 4]),
  d3.quantile([1, 2, 3, 4], 0.3),
  d3.median([5, 1, 9]),
);
const x = d3.scaleLinear().domain([0, 10]).range([0, 200]).nice();
console.log(
  x(3),
  x.invert(50),
  x.ticks(5),
  d3.scaleBand(["a", "b"], [0, 10]).padding(0.1).bandwidth(),
  d3.scaleLog([1, 1000], [0, 3])(100),
  d3.scaleOrdinal(d3.schemeCategory10)("q"),
);
console.log(
  d3.line()([
    [0, 0],
    [1, 2],
    [2, 1],
  ]),
  d3
    .area()
    .x((d) => d[0])
    .y1((d) => d[1])
    .y0(0)
    .curve(d3.curveBasis)([
    [0, 1],
    [5, 6],
    [9, 2],
  ]),
  d3.arc()({ innerRadius: 1, outerRadius: 5, startAngle: 0, endAngle: 1 }),
);
console.log(
  d3
    .pie()([1, 1, 2])
    .map((a) => a.endAngle.toFixed(4)),
  d3.format(",.2f")(12345.678),
  d3.format(".3s")(0.00123),
  d3.timeFormat("%Y-%m-%d %H")(new Date(2020, 1, 3, 4)),
  d3.interpolateRgb("red", "blue")(0.5),
  d3.color("steelblue").darker().formatHex(),
  d3.hsl("tomato").toString(),
);
const root = d3
  .hierarchy({
    name: "r",
    children: [
      { name: "a", v: 3 },
      { name: "b", children: [{ name: "c", v: 4 }] },
    ],
  })
  .sum((d) => d.v || 0);
d3.treemap().size([100, 50])(root);
console.log(root.descendants().map((n) => [n.data.name, n.value, n.depth, n.x0, n.x1]));
console.log(
  d3.geoPath(d3.geoMercator())({
    type: "LineString",
    coordinates: [
      [0, 0],
      [10, 20],
    ],
  }),
  d3.contours().size([3, 3]).thresholds([1])([0, 0, 0, 0, 2, 0, 0, 0, 0])[0].coordinates,
  [
    ...d3.Delaunay.from([
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ]).trianglePolygons(),
  ].length,
);
const sim = d3
  .forceSimulation([{ id: 1 }, { id: 2 }])
  .force("charge", d3.forceManyBody())
  .stop();
sim.tick(10);
console.log(sim.nodes().map((n) => [n.x.toFixed(6), n.y.toFixed(6)]));
console.log(
  d3
    .bin()([1, 2, 2, 3, 9])
    .map((b) => b.length),
  d3.range(0, 1, 0.25),
  d3.cross([1, 2], ["a"]),
  d3.timeDay.range(new Date(2020, 0, 1), new Date(2020, 0, 4)).length,
);
