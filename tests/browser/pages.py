"""Every page of the desk by what it is called, with the addresses of things that a record holds."""

from collections.abc import Mapping

from marsad.model import Viewer
from marsad.ops.ceasefires import find_ceasefires
from marsad.ops.convoys import Asked, find_convoys
from marsad.store import Store

__all__ = ["addresses"]


def addresses(store: Store) -> Mapping[str, str]:
    """Return the address of every page; of incidents and convoys that of which most is told."""
    with store.view(Viewer.OWNER) as view:
        incident = max(view.incidents(), key=lambda one: (len(one.attributions), len(one.claims)))
        report = max(view.reports(), key=lambda one: (len(list(view.claims(one.id))), one.id))
        truce = max(find_ceasefires(view).ceasefires, key=lambda one: (len(one.claims), one.id))
        convoy = max(find_convoys(view, Asked()).convoys, key=lambda one: (len(one.stages), one.id))
    return {
        "overview": "/",
        "nothing found": "/?place=Nowhere+at+all",
        "search": "/search?words=convoy",
        "incident": f"/incidents/{incident.id}",
        "report": f"/reports/{report.id}",
        "read": "/read",
        "review": "/review",
        "one incident to judge": f"/review?incident={incident.id}",
        "judgements": "/judgements",
        "truces": "/truce",
        "truce": f"/truce/{truce.id}",
        "access": "/access",
        "convoy": f"/access/convoys/{convoy.id}",
        "trend": "/trend",
        "response": "/response",
        "figures": "/figures",
        "assess": "/assess",
        "sources": "/sources",
        "exports": "/exports",
        "journal": "/journal",
        "users": "/users",
        "tokens": "/tokens",
        "components": "/components",
        "fault": "/nowhere",
    }
