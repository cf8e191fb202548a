import type { Piece } from '../types.ts';

export const pieces: readonly Piece[] = [
  {
    path: '/comarca/2026/09/30/desaladora-puerto-salvia.html',
    title: 'La desaladora de Puerto Salvia empieza a funcionar con un año de retraso',
    standfirst: 'La planta dará agua a 84.000 vecinos y se alimentará, de día, solo con energía solar.',
    authors: ['Lucía Ferrándiz'],
    published: '2026-09-30T12:40:00+02:00',
    section: 'Comarca',
    topics: ['agua', 'Puerto Salvia'],
    feedLink: '/comarca/2026/09/30/desaladora-puerto-salvia.html',
    picture: {
      name: 'sea-desaladora',
      alt: 'El mar en calma con montes al fondo',
      caption: 'La bahía de Puerto Salvia, de donde la planta toma el agua a 900 metros de la costa.',
      credit: 'Tomás Beltrán / El Faro',
    },
    body: `
La desaladora de Puerto Salvia vertió este miércoles a la red sus primeros litros de agua potable, un año y doce días después de la fecha prevista, ante un centenar de vecinos que habían llevado vasos de casa.

La planta, que ha costado 71 millones de euros, producirá 22.000 metros cúbicos al día: lo bastante para los **84.000 habitantes** de los once municipios de la mancomunidad, que llevan tres veranos con cortes nocturnos.

«Sabe a agua, que es lo que tenía que pasar», resumió la alcaldesa, Rosario Quintanar, después de beber la primera copa.

## Un retraso de tuberías y de ranas

El retraso tuvo dos causas. La primera, una partida de tubos que llegó con el diámetro equivocado. La segunda, una colonia de sapos corredores en el lugar de la balsa, que obligó a moverla ciento cuarenta metros.

Los sapos siguen allí. La balsa también, y según el biólogo Andrés Luna, «se llevan mejor que los ayuntamientos».

## Cuánto se pagará

El recibo medio subirá 2,30 euros al mes. La mancomunidad calcula que sin la planta habría subido seis, por los camiones cisterna.

De noche la desaladora comprará electricidad en el mercado; de día funcionará con los paneles instalados sobre los antiguos secaderos de sal. El agua muy salada que sobra no vuelve directamente al mar: se mezcla antes con la de la depuradora, y una boya mide el resultado cada diez minutos. [Los datos son públicos](https://boya.salvia.example/datos).
`,
  },
  {
    path: '/cultura/2026/09/27/fiesta-de-los-faroles.html',
    title: 'La noche en que Salvia apaga la luz para encender tres mil faroles',
    authors: ['Tomás Beltrán'],
    published: '2026-09-27T10:05:00+02:00',
    section: 'Cultura',
    topics: ['fiestas', 'tradiciones'],
    picture: {
      name: 'town-faroles',
      alt: 'Casas con las ventanas encendidas',
      caption: 'El barrio de la Cal, minutos antes del apagón.',
      credit: 'Tomás Beltrán / El Faro',
    },
    body: `
A las diez en punto de la noche del sábado alguien bajó una palanca y Salvia desapareció. Durante unos segundos no hubo calle, ni plaza, ni mar. Después, en un balcón de la cuesta de la Cal, se encendió el primer farol.

La fiesta recuerda la noche de 1786 en que los vecinos guiaron al puerto, con velas en las ventanas, a una flota sorprendida por el temporal. De treinta y un barcos volvieron treinta y uno.

Este año se encendieron 3.112 faroles, según el recuento de la cofradía, que los cuenta uno por uno y no admite estimaciones.

> El farol no se compra. Se hace, se hereda o se pide perdón por no tenerlo.

La frase es de Encarna Mora, de 91 años, que ha hecho el suyo con la misma lata de membrillo desde 1947. «La vela sí la cambio», aclara.

{related /comarca/2026/09/30/desaladora-puerto-salvia.html /sociedad/2026/09/18/escuela-siete-alumnos.html}

El apagón es total y voluntario. Se desconectan los semáforos, los rótulos y hasta la luz de emergencia del ayuntamiento; solo quedan encendidos el centro de salud y, por supuesto, el faro. La guardia municipal reparte a los forasteros unas velas pequeñas con la advertencia de siempre: **quien la apaga invita a la siguiente ronda**.

Hubo, este año, una novedad. Los alumnos del instituto colgaron de la muralla treinta y un faroles azules, uno por cada barco, con el nombre de la tripulación escrito en el papel. Los nombres los encontraron en el archivo parroquial, después de dos cursos de trabajo, y hasta ahora nadie los había leído en voz alta.

A medianoche la palanca subió otra vez. Hubo, como siempre, un silbido general: nadie quería.
`,
  },
  {
    path: '/video/2026/09/26/faroles-desde-el-aire.html',
    title: 'Vídeo: los faroles de Salvia, vistos desde el aire',
    authors: ['El Faro de Salvia'],
    published: '2026-09-26T23:50:00+02:00',
    section: 'Cultura',
    topics: ['vídeo'],
    kind: 'video',
    skip: 'extract/not-an-article',
    picture: {
      name: 'town-faroles-aire',
      alt: 'Tejados oscuros bajo la luna',
      caption: '',
      credit: 'Imágenes: El Faro',
    },
    body: `
Duración: 1:42
`,
  },
  {
    path: '/economia/2026/09/23/lonja-subasta-electronica.html',
    title: 'La lonja cambia el grito por la pantalla y los subastadores se quedan',
    standfirst: 'La cofradía de pescadores firma la subasta electrónica con una condición poco común.',
    authors: ['Lucía Ferrándiz', 'Tomás Beltrán'],
    published: '2026-09-23T19:15:00+02:00',
    modified: '2026-09-24T08:00:00+02:00',
    section: 'Economía',
    topics: ['pesca', 'lonja'],
    body: `
La lonja de Puerto Salvia venderá desde el 1 de noviembre el pescado en una subasta electrónica, pero los tres hombres y la mujer que hoy la cantan a viva voz conservarán su puesto, su sueldo y su micrófono.

Así lo acordó el martes la cofradía por 61 votos a favor y 4 en contra, después de una asamblea de cinco horas en la que, según los asistentes, se habló bastante más de las personas que de las máquinas.

Los precios bajarán en una pantalla y el comprador los detendrá con un botón, también desde su casa. Los subastadores presentarán cada lote: de qué barco viene, quién lo pescó y cómo.

| Especie | Kilos en agosto | Precio medio |
| Sardina | 41.200 | 2,10 € |
| Boquerón | 18.900 | 3,85 € |
| Pulpo | 6.300 | 11,40 € |
| Gamba blanca | 1.150 | 29,70 € |

«Una pantalla te dice cuánto. Yo te digo por qué», explicó Pura Salinas, que subasta desde 1999 y puede vender, asegura, cuarenta cajas en un minuto sin respirar más que dos veces.

El sistema, que ya usan otros doce puertos, cuesta 190.000 euros. La mitad la paga la comunidad autónoma, y **la otra mitad se descontará en céntimos por kilo hasta 2031**.

Los cuatro votos en contra fueron de la misma familia. Pidieron que constara en acta que también ellos comprarán una pantalla, «por si acaso».
`,
  },
  {
    path: '/sociedad/2026/09/18/escuela-siete-alumnos.html',
    title: 'Siete alumnos, una maestra y un huerto: reabre la escuela de Alcorán',
    authors: ['Nerea Olmos'],
    published: '2026-09-18T08:30:00+02:00',
    section: 'Sociedad',
    topics: ['educación', 'despoblación'],
    picture: {
      name: 'hills-alcoran',
      alt: 'Sierras en varios tonos',
      caption: 'Alcorán está a 1.100 metros de altura y a 38 kilómetros del instituto más cercano.',
      credit: 'Nerea Olmos / El Faro',
    },
    body: `
La campana de la escuela de Alcorán llevaba diecinueve años callada. El lunes a las nueve la hizo sonar Bruno, de cinco años, que necesitó tres intentos y la ayuda de su abuelo.

Son siete alumnos, de tres a once años, en una sola aula. La ley pide un mínimo de cuatro para abrir una escuela; el pueblo, que tiene 96 habitantes, tardó dos años en reunirlos.

Lo hizo con un anuncio que ofrecía una casa por cien euros al mes, un empleo en la panadería y un huerto. Llegaron 412 respuestas. Se eligió a tres familias, «las tres que preguntaron antes por la escuela que por la casa», cuenta el alcalde, Fermín Rojas.

## La clase, por la mañana

La maestra, Aitana Vidal, de 29 años, ha pedido quedarse al menos cuatro cursos. Reparte el día así:

- de nueve a once, lengua y números, cada cual con su cuaderno
- de once a doce, el huerto, donde los mayores enseñan a los pequeños
- de doce a dos, un tema común; esta semana, por qué suena una campana

Por la tarde el aula es biblioteca para todo el pueblo. El martes se sacaron prestados cuarenta libros, es decir, casi uno por cada dos vecinos.

«Mi miedo era el silencio», dice la maestra. «Pero aquí, desde el lunes, a las once en punto, se para hasta el tractor para oír el recreo.»
`,
  },
  {
    path: '/comarca/2026/09/15/tren-de-la-sal.html',
    title: 'El tren de la sal volverá a circular los domingos',
    authors: ['Nerea Olmos'],
    published: '2026-09-15T13:00:00+02:00',
    section: 'Comarca',
    topics: ['ferrocarril', 'turismo'],
    picture: {
      name: 'field-salinas',
      alt: 'Franjas claras y oscuras hasta el horizonte',
      caption: 'Las salinas viejas, por donde pasa la vía.',
      credit: 'Archivo de El Faro',
    },
    body: `
Una locomotora de 1924, cuatro vagones abiertos y nueve kilómetros de vía estrecha: con eso cuenta la asociación Amigos de la Sal para devolver los domingos, desde el 4 de octubre, el tren que unió las salinas con el puerto hasta 1971.

Los voluntarios, unos sesenta, han cambiado a mano 4.300 traviesas en seis años. La última la clavó el viernes Emilio Gallardo, de 88, que fue el último fogonero de la línea y guardaba el martillo.

El billete costará ocho euros y será gratuito para quien lleve su propia pala, porque a mitad de camino el tren se detiene y los viajeros *cargan un vagón de sal*. La sal se vende en la estación para pagar el carbón.

La máquina, a la que todos llaman *la Pepa*, pasó cuarenta y dos años en un parque infantil de la capital, con el hogar lleno de cemento. Vaciarla costó un invierno. Dentro aparecieron tres balones, una dentadura y una carta de amor sin destinatario, que hoy se expone en la taquilla por si alguien la reconoce.

La asociación ha obtenido un permiso de dos años. Si al cabo de ese tiempo han viajado 15.000 personas, se estudiará prolongar la línea hasta la estación de autobuses, a kilómetro y medio. Para entonces harán falta otras setecientas traviesas y, advierte la presidenta, Marta Yuste, «alguien más joven que sepa silbar con los dos pulmones».

Los horarios y la reserva de plazas están en la [página de la asociación](https://trendelasal.example/billetes).

El viaje dura una hora y diez minutos. «Podría hacerse en media», reconoce Gallardo, «pero entonces no daría tiempo a saludar».
`,
  },
  {
    path: '/cultura/2026/09/03/el-cine-de-la-lonja.html',
    title: 'La lonja vuelve a ser cine los jueves, con sillas traídas de casa',
    authors: ['Lucía Ferrándiz'],
    published: '2026-09-03T19:20:00+02:00',
    section: 'Cultura',
    topics: ['cine', 'lonja'],
    amp: true,
    picture: {
      name: 'town-lonja',
      alt: 'Casas junto al agua con luces en las ventanas',
      caption: 'La lonja vieja, el jueves, un cuarto de hora antes de la película.',
      credit: 'Tomás Beltrán / El Faro',
    },
    body: `
La lonja vieja de Salvia, cerrada desde que el pescado se subasta por ordenador, volvió a llenarse el jueves por la noche: ciento ochenta personas vieron en su pared encalada una película de 1957 que muchas habían visto allí mismo de niñas.

Cada espectador trae su silla. La norma, explica la asociación de vecinos, nació porque no había dinero para comprar ninguna, y se queda porque así nadie discute por el sitio.

El proyector es el de siempre. Estuvo treinta y un años en el desván de Eladio Camps, el último operador, que lo engrasaba cada domingo «por si acaso» y que a sus ochenta y ocho años lo puso en marcha a la primera.

Habrá sesión todos los jueves hasta que empiecen las lluvias. La entrada cuesta lo que cada uno quiera dejar en la caja de la puerta, una caja de sardinas de las antiguas, y el primer día dejaron seiscientos doce euros y un billete de tranvía.
`,
  },
  {
    path: '/mundo/2026/09/24/acuerdo-de-los-mareografos.html',
    title: 'Cuarenta y una ciudades compartirán sus mareógrafos al minuto',
    authors: ['Lucía Ferrándiz'],
    published: '2026-09-24T19:05:00+02:00',
    section: 'Mundo',
    topics: ['nivel del mar', 'Loweshaven'],
    body: `
Representantes de 41 ciudades costeras firmaron el jueves 24 de septiembre de 2026 en Loweshaven un acuerdo para publicar las lecturas de sus mareógrafos en tiempo real, gratis y en un formato común.

«Una marejada no se detiene en el límite de un municipio», dijo Henrike Vaal, que presidió las cuatro jornadas de negociación en la antigua aduana.

Salvia no está entre los firmantes. El capitán del puerto, Andreu Llopis, explicó a este diario que el mareógrafo de la lonja lleva averiado desde 2019 y que nadie quiso prometer lo que no podía medir.

El sistema costará 18,4 millones de dólares en cinco años. Seis de las ciudades más pequeñas, entre ellas Sandholm, tienen una prórroga hasta 2029, según Tobias Renn, su teniente de alcalde.

Dos delegaciones se marcharon antes de la ceremonia porque el texto no dice quién responde cuando un aparato falla.
`,
  },
];
