"""Records what ONNX Runtime computes: fixtures/recorded.json. Run once, with onnxruntime and numpy, when a model is added.

Inputs are those of `inputOf` in test.mjs. Large outputs are kept as every k-th element.
"""

import json
import pathlib

import numpy
import onnxruntime

HERE = pathlib.Path(__file__).parent
MOST_VALUES = 400


def input_of(spec, position):
    count = int(numpy.prod(spec["shape"], dtype=numpy.int64))
    if "value" in spec:
        return numpy.full(spec["shape"], spec["value"], dtype=numpy.int64)
    at = numpy.arange(count, dtype=numpy.int64)
    if spec.get("strokes"):
        height, width = spec["shape"][-2:]
        row, column = at // width % height, at % width
        inside = (8 * row >= 3 * height) & (8 * row < 5 * height) & (column >= 10) & (column < width - 10)
        return numpy.where(inside & (column // 4 % 2 == 0), -2, 2).astype(numpy.float32).reshape(spec["shape"])
    return ((((at + position) * 7919) % 1009) / 1009 - 0.5).astype(numpy.float32).reshape(spec["shape"])


def record(model):
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(HERE / "node_modules" / model["file"]), options)
    names = [entry.name for entry in session.get_inputs()]
    feed = {name: input_of(spec, i) for i, (name, spec) in enumerate(zip(names, model["inputs"]))}
    outputs = session.run(None, feed)
    result = {}
    for entry, value in zip(session.get_outputs(), outputs):
        step = max(1, value.size // MOST_VALUES)
        values = [float(f"{number:.7g}") for number in value.reshape(-1)[::step]]
        result[entry.name] = {"shape": list(value.shape), "step": step, "values": values}
    return result


models = json.loads((HERE / "fixtures/models.json").read_text())
recorded = {name: record(model) for name, model in models.items()}
lines = [f"  {json.dumps(name)}: {json.dumps(outputs)}" for name, outputs in recorded.items()]
(HERE / "fixtures/recorded.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
