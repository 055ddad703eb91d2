"""OR-Tools, loaded when the first timetable is made: 80 MiB and a third of a second that no other page needs."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING


def _later(name: str) -> ModuleType:
    """The module ``name``, which is read when something of it is first asked for."""
    if name in sys.modules:
        return sys.modules[name]
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(f"{name} is not installed; `make run` installs it.", name=name)
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if TYPE_CHECKING:
    from ortools.linear_solver.python import model_builder as model_builder
    from ortools.sat.python import cp_model as cp_model
else:
    cp_model = _later("ortools.sat.python.cp_model")
    model_builder = _later("ortools.linear_solver.python.model_builder")
