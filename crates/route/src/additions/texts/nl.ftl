done-addition-read = Vastgelegd: u hebt de aanvulling gelezen.
happened-added = Aangevuld door de melder
