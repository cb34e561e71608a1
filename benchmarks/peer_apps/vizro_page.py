"""One KPI card over the published file, as Vizro's guide makes one. Runs in Vizro's own environment."""

import os

import duckdb
import vizro.models as vm
from vizro import Vizro
from vizro.figures import kpi_card

with duckdb.connect(os.environ["WAREHOUSE"], read_only=True) as con:
    shown = con.execute(
        "select value from kpi_current where place_key = '38-2004' and indicator_code = 'dti_rank'"
    ).df()

card = kpi_card(data_frame=shown, value_column="value", title="Thứ hạng DTI cấp tỉnh")
page = vm.Page(title="Thanh Hóa", components=[vm.Figure(figure=card)])
server = Vizro().build(vm.Dashboard(pages=[page])).dash.server
