"""Whatever is done at this computer is signed with the name of who works there; what somebody else did is not."""

from dataclasses import replace

from app.domain.bin import Thing
from app.domain.plan import Route
from app.domain.reading import Quantity
from app.domain.review import Found
from tests.e2e.support import healthy_wav
from tests.history.builders import machine

WHO = "M. Großmann"


def test_every_act_bears_the_name(plant, tmp_path):
    flows, history, fan, here = plant.flows, plant.history, plant.fan, plant.condition_id
    history.who = lambda: WHO
    plant.learn(*plant.healthy[:3])
    assert [change.by for change in history.baseline_changes(here)] == [WHO]
    visit = plant.inspect(healthy_wav(tmp_path / "new.wav", 7))
    assert history.inspection(visit.id).inspector == WHO
    assert flows.review.found(visit.id, Found.FAULTY).review.by == WHO
    assert flows.story.type_in(here, Quantity.TEMPERATURE, 61.5, "°C", inspection_id=visit.id).by == WHO
    flows.walk.set_intervals({fan.id: 14})
    assert history.machine_log.versions(fan.id)[0].by == WHO
    route = flows.walk.keep(Route("Round", (fan.id,)))
    assert (route.by, flows.walk.start(route.id).by) == (WHO, WHO)
    assert flows.fleet.see("an-alert").by == WHO
    assert flows.bin.throw(Thing.MACHINE, fan.id).by == WHO


def test_who_is_named_is_not_signed_by_another(plant):
    plant.history.who = lambda: WHO
    fan = plant.flows.machines.add(machine("Other"), "J. Brandt")
    plant.flows.machines.change(replace(fan, code="F-1"), "A. Novak")
    assert [one.by for one in plant.history.machine_log.versions(fan.id)] == ["A. Novak", "J. Brandt"]
