use super::*;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON Lines hold every noun in full, each with a field `record` that names it; `cairn import` reads them
back. GeoJSON and GeoParquet have the incidents; where only a region or a country is known, the geometry
is null. The same register content gives the same bytes. Places: GeoNames (geonames.org), CC BY 4.0.

With --out a manifest is written beside the file, as NAME.manifest.json, or into the folder: of which
register and ruleset, what was asked for, what is held back. A file is there whole or not at all. The day
in the manifest is that of SOURCE_DATE_EPOCH where it is set.

Examples:
  cairn export --format csv > incidents.csv
  cairn export --format csv --table claims > claims.csv
  cairn export --format jsonl > register.jsonl
  cairn export --format csv --profile ucdp > ged.csv
  cairn export --format parquet --out tables/
  cairn export --format geoparquet --place Syria --out syria.parquet
  cairn export --format csv --coarsen adm1 --no-private-names --out public.csv")]
pub struct Export {
    /// How it is written.
    #[arg(long, value_enum)]
    pub format: FormatArg,

    /// Which table [default: all in a folder and in JSON Lines, else incidents].
    #[arg(long, value_enum)]
    pub table: Option<TableArg>,

    /// The incidents as a codebook files them; see `cairn profile`. In JSON Lines each cell has its
    /// rule and its claims.
    #[arg(long, value_parser = profiles(), conflicts_with = "table", value_name = "NAME")]
    pub profile: Option<Profile>,

    /// Write to this file, or into this folder (a name that ends with `/`): a file for each table.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,

    /// In CSV, a row of HXL hashtags below the header.
    #[arg(long)]
    pub hxl: bool,

    /// Give places no finer than this: second-level regions, first-level ones, cells of a tenth of a degree.
    #[arg(long, value_parser = coarsenings(), value_name = "LEVEL")]
    pub coarsen: Option<Coarsening>,

    /// Leave out the names of private persons.
    #[arg(long)]
    pub no_private_names: bool,

    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
An export holds reports, claims, decisions and the incidents' ids; incidents, tolls and agreements are
made anew of them. What is there already stays. An export that holds something back is refused.

Example:
  cairn export --format jsonl --out register.jsonl
  cairn --db copy.db import register.jsonl")]
pub struct Import {
    /// A file of `cairn export --format jsonl`, a folder of such, or of a run of `cairn-cluster`.
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
One file that opens in any browser without a network: map, timeline, incidents with their figures and
sentences, tolls, agreements.

Example:
  cairn report --html report.html --place Syria --since 2018-01-01")]
pub struct Report {
    /// Write the page to this file.
    #[arg(long, value_name = "FILE")]
    pub html: PathBuf,

    /// The heading of the page.
    #[arg(long, value_name = "WORDS")]
    pub title: Option<String>,

    #[command(flatten)]
    pub filter: FilterArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum ModelArg {
    /// The widest dates, the lowest figures, the least precise places and parties.
    Conservative,
    /// The narrowest dates, the highest figures, the most precise places and parties.
    Informative,
    /// What most reports say.
    Representative,
}

impl From<ModelArg> for Model {
    fn from(model: ModelArg) -> Self {
        match model {
            ModelArg::Conservative => Self::MostConservative,
            ModelArg::Informative => Self::MostInformative,
            ModelArg::Representative => Self::MostRepresentative,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum FormatArg {
    /// Comma-separated values.
    Csv,
    /// JSON Lines.
    Jsonl,
    /// GeoJSON.
    Geojson,
    /// Apache Parquet.
    Parquet,
    /// GeoParquet.
    Geoparquet,
}

impl From<FormatArg> for ExportFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Csv => Self::Csv,
            FormatArg::Jsonl => Self::JsonLines,
            FormatArg::Geojson => Self::GeoJson,
            FormatArg::Parquet => Self::Parquet,
            FormatArg::Geoparquet => Self::GeoParquet,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum TableArg {
    /// Reports.
    Reports,
    /// Claims.
    Claims,
    /// Incidents.
    Incidents,
    /// Figures.
    Figures,
    /// Tolls.
    Tolls,
    /// Agreements.
    Agreements,
}

impl From<TableArg> for Table {
    fn from(table: TableArg) -> Self {
        match table {
            TableArg::Reports => Self::Reports,
            TableArg::Claims => Self::Claims,
            TableArg::Incidents => Self::Incidents,
            TableArg::Figures => Self::Figures,
            TableArg::Tolls => Self::Tolls,
            TableArg::Agreements => Self::Agreements,
        }
    }
}
