"""Minimum-cost flow in whole numbers, the prices that prove it cheapest, and a second wish among equals."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Ints = NDArray[np.int64]


class TooBig(ValueError):
    """The costs of a flow, added up over its nodes, would not fit into 64 bits."""


class Network(NamedTuple):
    """Arcs with their capacities and costs a unit, and what each node supplies (negative: wants)."""

    tails: Ints
    heads: Ints
    capacities: Ints
    costs: Ints
    supplies: Ints


def cheapest(network: Network) -> Ints:
    """A flow of least cost, one number an arc, by cost scaling (Goldberg & Tarjan 1990, as OR-Tools has it).

    Exact. Raises ``TooBig`` where whole numbers of 64 bits do not suffice, ``ValueError`` where no flow exists.
    """
    solver = min_cost_flow.SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(network.tails, network.heads, network.capacities, network.costs)
    solver.set_nodes_supplies(np.arange(len(network.supplies)), network.supplies)
    status = solver.solve()
    if status in (solver.BAD_COST_RANGE, solver.BAD_CAPACITY_RANGE):
        raise TooBig("The costs of this flow do not fit into 64 bits; divide the problem by regions.")
    if status != solver.OPTIMAL:
        raise ValueError(f"There is no such flow ({status.name}).")
    flow: Ints = solver.flows(np.arange(len(network.tails)))
    return flow


def prices(network: Network, flow: Ints) -> Ints:
    """A price for each node, such that no arc with room left costs less than its head is dearer than its tail.

    Such prices exist just when ``flow`` is cheapest (Ford & Fulkerson 1962). They are the shortest ways of the
    residual network, found as Bellman and Ford do, all arcs at once. Raises ``ValueError`` when there are none.
    """
    forth, back = flow < network.capacities, flow > 0
    tails = np.concatenate([network.tails[forth], network.heads[back]])
    heads = np.concatenate([network.heads[forth], network.tails[back]])
    costs = np.concatenate([network.costs[forth], -network.costs[back]])
    found = np.zeros(len(network.supplies), np.int64)
    if not len(heads):
        return found
    order = np.argsort(heads, kind="stable")
    tails, heads, costs = tails[order], heads[order], costs[order]
    reached, firsts = np.unique(heads, return_index=True)
    for _round in range(len(found) + 1):
        shorter = np.minimum(found[reached], np.minimum.reduceat(found[tails] + costs, firsts))
        if np.array_equal(shorter, found[reached]):
            return found
        found[reached] = shorter
    raise ValueError("The flow is not cheapest: units can go round in a circle and save cost.")


def reduced(network: Network, at: Ints) -> Ints:
    """What a unit costs on each arc under prices; in a cheapest flow no empty arc saves, no full one loses."""
    costs: Ints = network.costs + at[network.tails] - at[network.heads]
    return costs


def refined(network: Network, at: Ints, wishes: Ints) -> Ints:
    """Of all cheapest flows one for which the sum of ``wishes`` (a second cost a unit) is least.

    Under prices ``at`` the cheapest flows are just those that fill the arcs that save and leave empty those that
    lose (complementary slackness); only on the others is there a choice.
    """
    saving, open_arcs = reduced(network, at) < 0, reduced(network, at) == 0
    flow = np.where(saving, network.capacities, 0)
    supplies = network.supplies.copy()
    np.subtract.at(supplies, network.tails[saving], network.capacities[saving])
    np.add.at(supplies, network.heads[saving], network.capacities[saving])
    flow[open_arcs] = cheapest(
        Network(
            network.tails[open_arcs],
            network.heads[open_arcs],
            network.capacities[open_arcs],
            wishes[open_arcs],
            supplies,
        )
    )
    return flow
