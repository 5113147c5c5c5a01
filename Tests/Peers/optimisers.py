"""Where optimisers go and how learning rates run, in double precision.

    python optimisers.py        writes Fixtures/optimisers.json and Fixtures/schedules.json

Two parameters, `weight` [2, 3] and `bias` [2], begin as the formula's `optimiser/weight` and `optimiser/bias`; at step
t (from 0) their gradients are the formula's `optimiser/weight/t` and `optimiser/bias/t`, half of them the same in
every step (`optimiser/weight/steady`), so that moments build up. A trajectory lists weight, then bias, after each step.
"""

import torch

import fixtures
import formula

STEPS = 20
SHAPES = {"weight": [2, 3], "bias": [2]}


def trajectory(make) -> list:
    parameters = {
        name: torch.nn.Parameter(formula.values(f"optimiser/{name}", shape).double())
        for name, shape in SHAPES.items()
    }
    optimiser = make(parameters.values())
    path = []
    for step in range(STEPS):
        for name, parameter in parameters.items():
            steady = formula.values(f"optimiser/{name}/steady", SHAPES[name])
            fresh = formula.values(f"optimiser/{name}/{step}", SHAPES[name])
            parameter.grad = ((steady + fresh) * 0.5).double()
        optimiser.step()
        values = torch.cat([parameter.flatten() for parameter in parameters.values()])
        path.append(fixtures.tensor(values)["values"])
    return path


OPTIMISERS = [
    ("Adam", {"rate": 1e-3}),
    ("Adam", {"rate": 0.05, "beta1": 0.8, "beta2": 0.95, "epsilon": 1e-4}),
    ("Adam", {"rate": 0.01, "weightDecay": 0.1}),
    ("SGD", {"rate": 0.1}),
    ("SGD", {"rate": 0.1, "momentum": 0.9}),
    ("SGD", {"rate": 0.1, "momentum": 0.9, "nesterov": 1}),
    ("SGD", {"rate": 0.1, "weightDecay": 0.1}),
    ("SGD", {"rate": 0.1, "momentum": 0.8, "nesterov": 1, "weightDecay": 0.05}),
]


def optimiser(kind, settings):
    common = {"lr": settings["rate"], "weight_decay": settings.get("weightDecay", 0)}
    if kind == "Adam":
        betas = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
        return lambda parameters: torch.optim.Adam(
            parameters, betas=betas, eps=settings.get("epsilon", 1e-8), **common)
    return lambda parameters: torch.optim.SGD(
        parameters, momentum=settings.get("momentum", 0), nesterov=bool(settings.get("nesterov")), **common)


def schedule(kind, settings, steps) -> dict:
    """The rate in force at each step. (OneCycleLR also moves Adam's beta1, which ours leaves alone.)"""
    parameter = torch.nn.Parameter(torch.zeros(1))
    adam = torch.optim.Adam([parameter], lr=settings.get("rate", 1e-3))
    if kind == "StepLR":
        schedule = torch.optim.lr_scheduler.StepLR(adam, settings["every"], settings["factor"])
    elif kind == "CosineAnnealingLR":
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, settings["steps"], settings["minimum"])
    else:
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            adam, settings["peak"], total_steps=settings["steps"], pct_start=settings.get("rise", 0.3),
            anneal_strategy="linear" if settings.get("linear") else "cos",
            div_factor=settings.get("startDivisor", 25), final_div_factor=settings.get("endDivisor", 1e4))
    rates = []
    for _ in range(steps):
        rates.append(adam.param_groups[0]["lr"])
        adam.step()
        if len(rates) < steps:
            schedule.step()
    return {"kind": kind, "settings": settings, "rates": rates}


SCHEDULES = [
    ("StepLR", {"rate": 0.1, "every": 5, "factor": 0.3}, 20),
    ("StepLR", {"rate": 1e-3, "every": 1, "factor": 0.9}, 20),
    ("CosineAnnealingLR", {"rate": 0.1, "steps": 20, "minimum": 0.0}, 21),
    ("CosineAnnealingLR", {"rate": 0.1, "steps": 7, "minimum": 0.01}, 8),
    ("OneCycleLR", {"peak": 5e-4, "steps": 20}, 20),
    ("OneCycleLR", {"peak": 0.1, "steps": 23, "rise": 0.4, "startDivisor": 10, "endDivisor": 100}, 23),
    ("OneCycleLR", {"peak": 0.1, "steps": 20, "linear": 1}, 20),
]

if __name__ == "__main__":
    fixtures.write("optimisers.json", [
        {"kind": kind, "settings": settings, "trajectory": trajectory(optimiser(kind, settings))}
        for kind, settings in OPTIMISERS
    ])
    fixtures.write("schedules.json", [schedule(*entry) for entry in SCHEDULES])
