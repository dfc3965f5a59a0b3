"""One folder a component: ``template.html``, ``style.css``, ``examples.yaml``, sometimes ``arrange.py``.

Nothing is imported from here by name; ``yifa.ui.registry`` finds what lies here.
"""
